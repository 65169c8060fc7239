import type { MessageView } from '../../src/contracts/index.js';
import { describeWithClamd, OwnClamd } from '../support/clamd.js';
import { EICAR } from '../support/eicar.js';
import { openJobs } from '../support/jobs.js';
import { refusalOf, Scene } from '../support/scene.js';
import { talkIn, type Talk } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, PNG, sendForm, settledFiles, uploaded } from '../support/uploads.js';

describeWithClamd('files where there is a virus scanner', () => {
  let clamd: OwnClamd;
  let scene: Scene;

  beforeAll(async () => {
    clamd = await OwnClamd.start();
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', ...clamd.settings });
  }, 120_000);
  afterEach(() => scene.hangUp());
  afterAll(async () => {
    await scene.close();
    await clamd.remove();
  });

  const sendText = (room: Talk, content: string) =>
    sendForm(scene, room.buyer, room.path, formWith(Buffer.from(content), 'rapor.txt', 'text/plain'));

  /** The next state of the message's file, as both sides hear it. */
  async function next(room: Talk, id: string, status: MessageView['file_status']): Promise<MessageView> {
    const heard = [room.buyerSocket, room.sellerSocket].map((socket) =>
      socket.next('message_updated', (e) => e.messageId === id && e.message.file_status === status),
    );
    const [atBuyer, atSeller] = await Promise.all(heard);
    expect(atBuyer).toEqual(atSeller);
    return atBuyer!.message;
  }

  it('have no link before they were looked at, and one as soon as nothing was found', async () => {
    const room = await talkIn(scene);
    clamd.pause();
    const sent = (await sendText(room, 'Ekspertiz: temiz')).body.data;
    expect(sent).toMatchObject({ file_url: null, file_status: 'checking', file_name: 'rapor.txt' });
    const { message: live } = await room.sellerSocket.next('new_message', (e) => e.message.id === sent.id);
    expect(live).toMatchObject({ file_url: null, file_status: 'checking' });
    for (const path of [`${room.path}/messages`, room.path, `${room.path}/media`]) {
      const answer = await scene.as(room.seller).get(path);
      expect(JSON.stringify(answer.body)).not.toContain('X-Amz-Signature');
    }
    const forward = await scene
      .as(room.buyer)
      .post(`${room.path}/messages/${sent.id}/forward`, { toRoomId: room.roomId });
    expect(refusalOf(forward)).toEqual([400, 'MESSAGE_NOT_FORWARDABLE']);
    clamd.resume();
    const message = await next(room, sent.id, 'ready');
    expect(await (await fetch(message.file_url ?? '')).text()).toBe('Ekspertiz: temiz');
    expect(await room.read(room.seller)).toBeDefined();
    await until(async () => (await openJobs(scene.service.db)) === 0);
    const { body } = await scene.as(room.seller).get<MessageView>(`${room.path}/messages/${sent.id}`);
    expect(body.data.media).toMatchObject({ kind: 'document' });
  });

  it.each([
    ['a form', (room: Talk) => sendText(room, EICAR)],
    [
      'an upload to the store',
      async (room: Talk) => {
        // The bytes must look like what is announced.
        const bytes = Buffer.concat([PNG, Buffer.from(EICAR)]);
        return scene
          .as(room.buyer)
          .post<MessageView>(`${room.path}/upload`, await uploaded(scene, room.buyer, room.path, bytes));
      },
    ],
  ])('are refused when a virus is found, and go from the store: by %s', async (_, send) => {
    const room = await talkIn(scene);
    const { status, body } = await send(room);
    expect([status, body.data.file_status]).toEqual([201, 'checking']);
    const message = await next(room, body.data.id, 'refused');
    expect(message).toMatchObject({ file_url: null, media: null, message_type: 'file' });
    expect(await settledFiles(scene, room.roomId)).toEqual([]);
    const forward = await scene
      .as(room.seller)
      .post(`${room.path}/messages/${message.id}/forward`, { toRoomId: room.roomId });
    expect(refusalOf(forward)).toEqual([400, 'MESSAGE_NOT_FORWARDABLE']);
  });

  it('are left to the nodes that have a scanner', async () => {
    const room = await talkIn(scene);
    const without = await Scene.beside(scene, { CLAMAV_HOST: '' });
    await clamd.stop();
    const infected = (await sendText(room, EICAR)).body.data;
    await until(async () => {
      const { rows } = await scene.service.db.query<{ tries: number }>(
        `SELECT retry_count AS tries FROM chat_jobs.job WHERE name = 'scan-file' AND data->>'messageId' = $1`,
        [infected.id],
      );
      return (rows[0]?.tries ?? 0) >= 1;
    });
    const path = `${room.path}/messages/${infected.id}`;
    const { body } = await without.as(room.seller).get<MessageView>(path);
    expect(body.data).toMatchObject({ file_url: null, file_status: 'checking' });
    await clamd.restart();
    await next(room, infected.id, 'refused');
    await without.close();
  }, 60_000);

  it('wait for a scanner that is down, and are looked at when it is back', async () => {
    const room = await talkIn(scene);
    await clamd.stop();
    const clean = (await sendText(room, 'temiz')).body.data;
    const infected = (await sendText(room, EICAR)).body.data;
    expect([clean.file_status, infected.file_status]).toEqual(['checking', 'checking']);
    expect((await room.send(room.seller, 'yazılar gider')).status).toBe(201);
    await clamd.restart();
    expect((await next(room, clean.id, 'ready')).file_url).not.toBeNull();
    await next(room, infected.id, 'refused');
  });
});
