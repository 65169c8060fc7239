import { randomUUID } from 'node:crypto';
import type { MessageView } from '../../src/contracts/index.js';
import { ObjectStore } from '../../src/storage/index.js';
import { carryOut, openJobs } from '../support/jobs.js';
import { Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, placedUpload, PNG, sendForm, uploaded } from '../support/uploads.js';

describe('what lies in the store for nothing', () => {
  let scene: Scene;
  /** Keys that the store says are two days old: its clock is nobody's to set. */
  const aged = new Set<string>();

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' }, { nodes: 1 });
    const store = scene.service.app.get(ObjectStore, { strict: false });
    const list = store.list.bind(store);
    store.list = async (...asked) =>
      (await list(...asked)).map((object) =>
        aged.has(object.key)
          ? { ...object, modifiedAt: new Date(object.modifiedAt.getTime() - 172_800_000) }
          : object,
      );
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const nightPasses = () => carryOut(scene.service.db, 'remove-orphans');

  async function keys(): Promise<string[]> {
    const { client, name } = scene.service.ground.bucket;
    const objects = (await client.listObjectsV2(name, '', true).toArray()) as { name: string }[];
    return objects.map((object) => object.name).sort();
  }

  async function place(key: string): Promise<string> {
    const { client, name } = scene.service.ground.bucket;
    await client.putObject(name, key, PNG, PNG.length, { 'Content-Type': 'image/png' });
    return key;
  }

  const send = async ({ buyer, path }: Talk): Promise<MessageView> =>
    (await sendForm(scene, buyer, path, formWith(PNG, 'ön.png', 'image/png'))).body.data;

  const expectServed = async (talk: Talk, { id }: MessageView) => {
    const { body } = await scene.as(talk.seller).get<MessageView>(`${talk.path}/messages/${id}`);
    for (const link of [body.data.file_url, body.data.media?.thumbnail?.url]) {
      expect((await fetch(link ?? '')).status).toBe(200);
    }
  };

  it('goes after a day: uploads that were not sent, files that no message names, and nothing else', async () => {
    const talk = await talkIn(scene);
    const { roomId, buyer, path } = talk;
    const photo = await send(talk);
    // As it was stored before the store got another address.
    const other = await send(talk);
    const { fileUrl, ...file } = await uploaded(scene, buyer, path);
    const taken = await scene.as(buyer).post<MessageView>(`${path}/upload`, { fileUrl, ...file });
    expect(taken.status).toBe(201);
    await until(async () => (await openJobs(scene.service.db)) === 0);
    await scene.service.db.query(
      `UPDATE chat_messages SET file_url = replace(file_url, 'http://127.0.0.1', 'https://alt.example.com') WHERE id = $1`,
      [other.id],
    );
    const named = (await keys()).filter((key) => key.startsWith('files/'));
    expect(named.length).toBe(6);
    const leftAlone = await Promise.all(
      [
        'files/eski-ilan.jpg',
        `files/${roomId}/eski-ilan.jpg`,
        `files/${roomId}/${randomUUID()}/x.png`,
        `files/${randomUUID()}/${randomUUID()}.png`,
        'incoming/eski-yükleme.png',
        `incoming/${roomId}/${randomUUID()}.png`,
        `backup/files/${roomId}/${randomUUID()}.png`,
      ].map(place),
    );
    await place(`files/${roomId}/${randomUUID()}.png`);
    await placedUpload(scene, roomId, buyer.galleryId);
    for (const key of await keys()) aged.add(key);
    const young = [await place(`files/${roomId}/${randomUUID()}.png`)];
    await placedUpload(scene, roomId, buyer.galleryId);
    young.push(...(await keys()).filter((key) => key.startsWith('incoming/') && !aged.has(key)));

    await nightPasses();
    expect(await keys()).toEqual([...named, ...leftAlone, ...young].sort());
    for (const message of [photo, taken.body.data]) await expectServed(talk, message);
    expect((await scene.as(buyer).get(`${path}/messages/${other.id}`)).status).toBe(200);
    await nightPasses();
    expect((await keys()).length).toBe(named.length + leftAlone.length + young.length);
  });

  it('goes also where it is more than one page', async () => {
    const { roomId, buyer, path } = await talkIn(scene);
    const uploads = Array.from(
      { length: 1_040 },
      () => `incoming/${roomId}/${buyer.galleryId}/${randomUUID()}.png`,
    );
    for (let first = 0; first < uploads.length; first += 40) {
      await Promise.all(uploads.slice(first, first + 40).map(place));
    }
    for (const key of uploads) aged.add(key);
    const { fileUrl } = await uploaded(scene, buyer, path);
    await nightPasses();
    const left = (await keys()).filter((key) => key.startsWith(`incoming/${roomId}/`));
    expect(left.map((key) => fileUrl.endsWith(key))).toEqual([true]);
  }, 60_000);

  it('is never what is being sent meanwhile', async () => {
    const talk = await talkIn(scene);
    const orphans = await Promise.all(
      Array.from({ length: 20 }, () => place(`files/${talk.roomId}/${randomUUID()}.png`)),
    );
    for (const key of orphans) aged.add(key);
    const [sent] = await Promise.all([
      Promise.all(Array.from({ length: 4 }, () => send(talk))),
      nightPasses(),
    ]);
    await until(async () => (await openJobs(scene.service.db)) === 0);
    for (const message of sent) await expectServed(talk, message);
    const left = await keys();
    expect(orphans.filter((key) => left.includes(key))).toEqual([]);
  });

  it('is looked for every night', async () => {
    const { rows } = await scene.service.db.query(
      `SELECT cron FROM chat_jobs.schedule WHERE name = 'remove-orphans'`,
    );
    expect(rows).toEqual([{ cron: '47 1 * * *' }]);
  });
});
