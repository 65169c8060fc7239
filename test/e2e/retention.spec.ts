import type { MessageView, RoomView, RoomWithMessages, SyncedRoom } from '../../src/contracts/index.js';
import { RoomLog } from '../chaos/client/room-log.js';
import { carryOut } from '../support/jobs.js';
import { refusalOf, Scene } from '../support/scene.js';
import { indexed } from '../support/searching.js';
import { talkIn, type Talk } from '../support/talk.js';
import { formWith, PNG, sendForm, storedFiles } from '../support/uploads.js';

describe('MESSAGE_RETENTION_DAYS', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', MESSAGE_RETENTION_DAYS: '30' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const nightPasses = () => carryOut(scene.service.db, 'remove-old-messages');

  /** The first messages of the room were sent long ago. */
  const age = ({ roomId }: Pick<Talk, 'roomId'>, upToSeq: number) =>
    scene.service.db.query(
      `UPDATE chat_messages SET created_at = created_at - interval '31 days' WHERE room_id = $1 AND seq <= $2`,
      [roomId, upToSeq],
    );

  const synced = async ({ roomId, sellerSocket }: Talk, afterSeq: number, afterRev = 0) =>
    (await sellerSocket.ask<SyncedRoom[]>('sync', { rooms: [{ roomId, afterSeq, afterRev }] }))[0]!;

  const list = async ({ path, seller }: Talk, query: string) => {
    const { body } = await scene.as(seller).get<MessageView[]>(`${path}/messages?${query}`);
    return { seqs: body.data.map(({ seq }) => seq), pagination: body.pagination, messages: body.data };
  };

  /** Twelve messages, of which the first seven are old; the second is pinned, the fourth a photo, the ninth answers the third. */
  async function longTalk() {
    const talk = await talkIn(scene, 'mesaj 1');
    const { buyer, seller, path, send } = talk;
    const said = [talk.sent];
    for (let n = 2; n <= 12; n++) {
      const more = n === 9 ? { replyToId: said[2]!.id } : {};
      const form = formWith(PNG, 'ön.png', 'image/png');
      const answer = await (n === 4
        ? sendForm(scene, buyer, path, form)
        : send(n === 5 || n === 11 ? seller : buyer, `mesaj ${n}`, more));
      said.push(answer.body.data);
    }
    await scene.as(seller).put(`${path}/messages/${said[1]!.id}/pin`);
    await scene.as(seller).put(`${path}/messages/${said[5]!.id}/reactions`, { emoji: '👍' });
    await scene.as(buyer).patch(`${path}/messages/${said[0]!.id}`, { content: 'mesaj bir' });
    await carryOut(scene.service.db, 'remove-old-messages');
    expect((await list(talk, 'page=1&limit=100')).seqs.length).toBe(12);
    await age(talk, 7);
    return { ...talk, said };
  }

  const expectOwnNumbers = async ({ roomId }: Pick<Talk, 'roomId'>) => {
    const { rows } = await scene.service.db.query(
      `SELECT r.unread_a, r.unread_b, r.last_seq - r.first_seq + 1 AS kept, count(m.id)::int AS messages,
         count(*) FILTER (WHERE m.read_at IS NULL AND m.deleted_at IS NULL AND m.sender_gallery_id = r.gallery_b_id)::int AS a,
         count(*) FILTER (WHERE m.read_at IS NULL AND m.deleted_at IS NULL AND m.sender_gallery_id = r.gallery_a_id)::int AS b
       FROM chat_rooms r LEFT JOIN chat_messages m ON m.room_id = r.id WHERE r.id = $1 GROUP BY r.id`,
      [roomId],
    );
    const [room] = rows;
    expect([room.unread_a, room.unread_b, room.kept]).toEqual([room.a, room.b, room.messages]);
  };

  it('removes what is older, with its file and all that lies on it; pages count what is kept', async () => {
    const talk = await longTalk();
    const { seller, path, roomId, said } = talk;
    expect(await storedFiles(scene, roomId)).not.toEqual([]);
    await indexed(scene.service.db);
    await nightPasses();

    const pages = await Promise.all([1, 2, 3, 4].map((page) => list(talk, `page=${page}&limit=2`)));
    expect(pages.map(({ seqs }) => seqs)).toEqual([[11, 12], [9, 10], [8], []]);
    for (const { pagination } of pages) expect(pagination).toMatchObject({ total: 5, totalPages: 3 });
    expect(await list(talk, 'before=10&limit=5')).toMatchObject({
      seqs: [8, 9],
      pagination: { has_more: false },
    });
    expect(await list(talk, 'before=8')).toMatchObject({ seqs: [], pagination: { has_more: false } });
    expect(await list(talk, 'after=0&limit=2')).toMatchObject({
      seqs: [8, 9],
      pagination: { has_more: true },
    });
    expect(await list(talk, 'after=9&limit=3')).toMatchObject({
      seqs: [10, 11, 12],
      pagination: { has_more: false },
    });

    const opened = (await scene.as(seller).get<RoomWithMessages>(path)).body.data;
    expect(opened).toMatchObject({
      first_seq: 8,
      last_seq: 12,
      last_message_preview: 'mesaj 12',
      unread_count: 4,
    });
    expect(opened.messages.map(({ seq }) => seq)).toEqual([8, 9, 10, 11, 12]);
    expect(opened.messages[1]).toMatchObject({ reply_to_id: null, reply_to: null });
    expect(refusalOf(await scene.as(seller).get(`${path}/messages/${said[3]!.id}`))).toEqual([
      404,
      'MESSAGE_NOT_FOUND',
    ]);
    expect((await scene.as(seller).get<MessageView[]>(`${path}/pins`)).body.data).toEqual([]);
    expect(await storedFiles(scene, roomId)).toEqual([]);
    const index = await scene.service.db.query('SELECT FROM chat_message_search WHERE room_id = $1', [
      roomId,
    ]);
    expect(index.rowCount).toBe(5);
    await expectOwnNumbers(talk);
    expect((await talk.send(seller, 'yeni')).body.data.seq).toBe(13);
    expect((await scene.as(talk.buyer).post(`${path}/read`)).status).toBe(200);
    await expectOwnNumbers(talk);
  });

  it('is told to clients: at once with the room, and to those that were away with sync', async () => {
    const talk = await longTalk();
    const [complete, behind] = [new RoomLog(talk.roomId), new RoomLog(talk.roomId)];
    complete.takeSynced(await synced(talk, 0));
    for (const message of (await list(talk, 'before=4')).messages) behind.take(message);
    expect([complete.lastSeq, behind.lastSeq]).toEqual([12, 3]);
    await nightPasses();
    for (const socket of [talk.buyerSocket, talk.sellerSocket]) {
      const { room } = await socket.next('room_updated', (update) => update.room.first_seq === 8);
      expect(room.id).toBe(talk.roomId);
    }
    const fresh = (await list(talk, 'page=1&limit=100')).messages;
    for (const log of [complete, behind]) {
      const { afterSeq, afterRev } = log.position;
      const answer = await synced(talk, afterSeq, afterRev);
      expect(answer).toMatchObject({ first_seq: 8, last_seq: 12, has_more: false });
      log.takeSynced(answer);
      expect(log.isBehind).toBe(false);
      expect(log.messages.map(({ reply_to, seq }) => [seq, reply_to])).toEqual(
        fresh.map(({ reply_to, seq }) => [seq, reply_to]),
      );
    }
  });

  it('leaves a room of which nothing is kept with its numbers', async () => {
    const talk = await longTalk();
    await age(talk, 12);
    const log = new RoomLog(talk.roomId);
    log.takeSynced(await synced(talk, 0));
    await nightPasses();
    const room = (await scene.as(talk.seller).get<RoomView>(talk.path)).body.data;
    expect(room).toMatchObject({ first_seq: 13, last_seq: 12, unread_count: 0, last_message_preview: null });
    expect(await list(talk, 'page=1')).toMatchObject({ seqs: [], pagination: { total: 0, totalPages: 0 } });
    expect(await synced(talk, 0)).toMatchObject({
      messages: [],
      changes: [],
      has_more: false,
      first_seq: 13,
    });
    log.takeSynced(await synced(talk, 12));
    expect([log.messages, log.lastSeq, log.isBehind]).toEqual([[], 12, false]);
    const next = (await talk.send(talk.buyer, 'yine')).body.data;
    expect(next.seq).toBe(13);
    log.take(next);
    expect(log.messages).toEqual([next]);
    expect((await list(talk, 'page=1')).pagination).toMatchObject({ total: 1, totalPages: 1 });
    await expectOwnNumbers(talk);
  });

  it('goes through rooms that are long, closed or still written in', async () => {
    const [long, closed] = [await talkIn(scene), await talkIn(scene)];
    await scene.service.db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, content, created_at)
       SELECT gen_random_uuid(), $1, $2, $3, n, 'text', 'mesaj', now() - interval '40 days' FROM generate_series(2, 950) n`,
      [long.roomId, long.buyer.userId, long.buyer.galleryId],
    );
    await scene.service.db.query('UPDATE chat_rooms SET last_seq = 950, unread_b = 950 WHERE id = $1', [
      long.roomId,
    ]);
    await age(long, 1);
    await age(closed, 1);
    await scene.as(closed.buyer).delete(closed.path);
    const sends = Array.from({ length: 20 }, (_, n) => long.send(long.buyer, `yeni ${n}`));
    await nightPasses();
    expect((await Promise.all(sends)).map(({ status }) => status)).toEqual(sends.map(() => 201));
    const { rows } = await scene.service.db.query(
      'SELECT first_seq, last_seq FROM chat_rooms WHERE id = ANY($1) ORDER BY last_seq',
      [[long.roomId, closed.roomId]],
    );
    expect(rows).toEqual([
      { first_seq: 2, last_seq: 1 },
      { first_seq: 951, last_seq: 970 },
    ]);
    for (const room of [long, closed]) await expectOwnNumbers(room);
    await nightPasses();
    expect((await list(long, 'page=1&limit=100')).seqs.length).toBe(20);
    expect(closed.buyerSocket.all('room_updated').filter(({ room }) => room.first_seq > 1)).toEqual([]);
  });

  it('is asked for every night, and not any more when the setting is gone', async () => {
    const { db } = scene.service;
    const schedules = async () => (await db.query('SELECT name, cron FROM chat_jobs.schedule')).rows;
    expect(await schedules()).toContainEqual({ name: 'remove-old-messages', cron: '17 1 * * *' });
    const forEver = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
    try {
      const room = await forEver.room();
      await room.send(room.buyer, 'eski');
      await forEver.service.db.query(`UPDATE chat_messages SET created_at = now() - interval '9 years'`);
      await carryOut(forEver.service.db, 'remove-old-messages');
      const { rows } = await forEver.service.db.query('SELECT content FROM chat_messages');
      expect(rows).toEqual([{ content: 'eski' }]);
      const scheduled = await forEver.service.db.query<{ name: string }>(
        'SELECT name FROM chat_jobs.schedule',
      );
      expect(scheduled.rows.map(({ name }) => name)).not.toContain('remove-old-messages');
    } finally {
      await forEver.close();
    }
  });
});
