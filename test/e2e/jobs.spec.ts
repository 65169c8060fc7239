import type { MessageView } from '../../src/contracts/index.js';
import { Jobs } from '../../src/jobs/index.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { required } from '../support/environment.js';
import { openJobs } from '../support/jobs.js';
import { Scene } from '../support/scene.js';
import { formWith, PNG, sendForm, storedFiles } from '../support/uploads.js';
import { until } from '../support/until.js';

describe('what is promised together with a change', () => {
  let scene: Scene;
  /** Between the service and its store. */
  let way: CuttingProxy;

  beforeAll(async () => {
    way = await CuttingProxy.to(required('TEST_S3_ENDPOINT'));
    scene = await Scene.open(
      { RATE_LIMIT_ENABLED: 'false', S3_ENDPOINT: way.url.replace(/\/$/, '') },
      { nodes: 1 },
    );
  });
  afterAll(async () => {
    await scene.close();
    await way.close();
  });

  const sendPhoto = async () => {
    const room = await scene.room();
    const sent = await sendForm(scene, room.buyer, room.path, formWith(PNG, 'ön.png', 'image/png'));
    expect(sent.status).toBe(201);
    return { ...room, messagePath: `${room.path}/messages/${sent.body.data.id}` };
  };

  it('is done when the store comes back: the file of a message that was deleted meanwhile goes', async () => {
    const { buyer, roomId, messagePath } = await sendPhoto();
    way.breakOff();
    const deleted = await scene.as(buyer).delete<MessageView>(messagePath);
    expect([deleted.status, deleted.body.data.file_url]).toEqual([200, null]);
    expect(await storedFiles(scene, roomId)).not.toEqual([]);
    way.down = false;
    await until(async () => (await storedFiles(scene, roomId)).length === 0);
  });

  it('is done by another node when its own has ended', async () => {
    const { buyer, roomId, messagePath } = await sendPhoto();
    way.breakOff();
    const lost = await Scene.beside(scene, { S3_ENDPOINT: way.url.replace(/\/$/, '') });
    expect((await lost.as(buyer).delete(messagePath)).status).toBe(200);
    await lost.close();
    way.down = false;
    await until(async () => (await storedFiles(scene, roomId)).length === 0);
  });
});

it('follows one job on the other, and does not rest between them', async () => {
  const scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' }, { nodes: 1 });
  const room = await scene.room();
  const COUNT = 20;
  for (let n = 0; n < COUNT; n++) {
    await sendForm(scene, room.buyer, room.path, formWith(PNG, `${n}.png`, 'image/png'));
  }
  await until(async () => (await openJobs(scene.service.db)) === 0);
  const { rows } = await scene.service.db.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(completed_on) - min(created_on))::float8 AS seconds
     FROM chat_jobs.job WHERE name = 'process-media'`,
  );
  // A job every two seconds would take forty.
  expect(rows[0]?.seconds).toBeLessThan(COUNT);
  await scene.close();
});

describe('a node that starts before the tables of jobs are there', () => {
  it('carries jobs out once they are', async () => {
    const scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' }, { nodes: 1 });
    const { db } = scene.service;
    const room = await scene.room();
    // Nobody else is to do it.
    await scene.service.app.get(Jobs, { strict: false }).beforeApplicationShutdown();
    await db.query('ALTER SCHEMA chat_jobs RENAME TO not_yet');
    const early = await Scene.beside(scene);
    await db.query('ALTER SCHEMA not_yet RENAME TO chat_jobs');
    const sent = await sendForm(early, room.buyer, room.path, formWith(PNG, 'ön.png', 'image/png'));
    const path = `${room.path}/messages/${sent.body.data.id}`;
    await until(async () => (await early.as(room.buyer).get<MessageView>(path)).body.data.media !== null);
    await early.close();
    await scene.close();
  });
});
