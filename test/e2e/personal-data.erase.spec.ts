import { jest } from '@jest/globals';
import { Pool } from 'pg';
import type { MessageVersion, MessageView, RoomView, SyncedRoom } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { createTestBucket } from '../support/bucket.js';
import { runDataCommand } from '../support/data-command.js';
import { createTestDatabase } from '../support/database.js';
import { Client } from '../support/http.js';
import { openJobs } from '../support/jobs.js';
import { Scene } from '../support/scene.js';
import { startNode } from '../support/service.js';
import { storedBy } from '../support/stored.js';
import { talkIn, type Talk } from '../support/talk.js';
import { until } from '../support/until.js';
import { formWith, PNG, sendForm, settledFiles } from '../support/uploads.js';

/** Milliseconds: each command is a program that starts, and a job is found within two seconds. */
jest.setTimeout(60_000);

const NOTHING = {
  content: null,
  metadata: null,
  file_url: null,
  file_name: null,
  media: null,
  reactions: [],
};

describe('npm run data:erase', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const erase = (userId: string, ...more: string[]) =>
    runDataCommand(scene.service.ground, ['erase', '--user', userId, ...more]);

  /** The buyer has said, changed, sent and marked something; the seller has answered. */
  async function busyTalk() {
    const talk = await talkIn(scene, 'Telefonum 0532 000 00 00');
    const { buyer, seller, path, messagePath } = talk;
    const as = scene.as(buyer);
    await as.patch(messagePath, { content: 'Telefonum 0533 000 00 00' });
    const photo = (await sendForm(scene, buyer, path, formWith(PNG, 'ehliyet.png', 'image/png'))).body.data;
    const answer = (await talk.send(seller, 'Teşekkürler', { replyToId: talk.sent.id })).body.data;
    const answerPath = `${path}/messages/${answer.id}`;
    await as.put(`${answerPath}/reactions`, { emoji: '👍' });
    await as.put(`${answerPath}/reactions`, { emoji: '🚗' });
    await scene.as(seller).put(`${answerPath}/reactions`, { emoji: '👍' });
    await scene.as(seller).put(`${messagePath}/reactions`, { emoji: '🎉' });
    await as.put(`${answerPath}/pin`);
    await until(async () => (await openJobs(scene.service.db)) === 0);
    return { ...talk, photo, answer, answerPath };
  }

  const readBySeller = async ({ path, seller }: Talk) =>
    (await scene.as(seller).get<MessageView[]>(`${path}/messages`)).body.data;

  it('takes back what a person has said and set; both sides hear of it at once', async () => {
    const talk = await busyTalk();
    const { buyer, seller, sent, photo, answer, messagePath } = talk;
    const [before] = await talk.sellerSocket.ask<SyncedRoom[]>('sync', {
      rooms: [{ roomId: talk.roomId, afterSeq: 0, afterRev: 0 }],
    });
    const { code, out, error } = await erase(buyer.userId, '--wait');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(
      /2 messages, 2 reactions, 1 pins, 1 last-seen times.*\nDone\. What is left: 0 messages, 0 reactions, 0 pins/,
    );

    for (const socket of [talk.buyerSocket, talk.sellerSocket]) {
      for (const { id } of [sent, photo]) {
        const { message } = await socket.next('message_deleted', ({ messageId }) => messageId === id);
        expect(message).toMatchObject({ ...NOTHING, seq: id === sent.id ? 1 : 2, sender_id: buyer.userId });
      }
      const { message } = await socket.next(
        'message_updated',
        ({ message: { id, reactions, pinned_at } }) =>
          id === answer.id && pinned_at === null && reactions[0]?.user_ids[0] === seller.userId,
      );
      expect(message).toMatchObject({
        content: 'Teşekkürler',
        pinned_by: null,
        reactions: [{ emoji: '👍', count: 1, user_ids: [seller.userId] }],
      });
    }
    const read = await readBySeller(talk);
    expect(read.map(({ seq, deleted_at }) => [seq, deleted_at !== null])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(read[2]?.reply_to).toMatchObject({ id: sent.id, excerpt: null });
    const edits = await scene.as(seller).get<MessageVersion[]>(`${messagePath}/edits`);
    expect(edits.body.data).toEqual([]);
    expect(await settledFiles(scene, talk.roomId)).toEqual([]);
    expect(await talk.listed(seller)).toMatchObject({ unread_count: 0, last_message_preview: 'Teşekkürler' });

    // Who was away gets the same by `sync`.
    const [synced] = await talk.sellerSocket.ask<SyncedRoom[]>('sync', {
      rooms: [{ roomId: talk.roomId, afterSeq: 3, afterRev: before?.rev }],
    });
    expect(synced?.changes.map(({ id }) => id).sort()).toEqual([sent.id, photo.id, answer.id].sort());
    expect(synced?.changes.find(({ id }) => id === answer.id)).toEqual(read[2]);
  });

  it('leaves nothing in the tables of what was said', async () => {
    const talk = await busyTalk();
    const indexed = async (): Promise<number> => {
      const found = 'SELECT FROM chat_message_search WHERE sender_id = $1';
      return (await scene.service.db.query(found, [talk.buyer.userId])).rowCount ?? 0;
    };
    await until(async () => (await indexed()) === 2);
    await erase(talk.buyer.userId, '--wait');
    await until(async () => (await indexed()) === 0);
    const { rows } = await scene.service.db.query(
      `SELECT (SELECT count(*)::int FROM chat_message_reactions WHERE user_id = $1) AS reactions,
         (SELECT count(*)::int FROM chat_message_edits e JOIN chat_messages m ON m.id = e.message_id WHERE m.sender_id = $1) AS edits,
         (SELECT jsonb_agg(DISTINCT to_jsonb(m) - ARRAY['id', 'seq', 'rev', 'created_at', 'deleted_at', 'edited_at', 'client_message_id', 'room_id', 'sender_gallery_id'])
          FROM chat_messages m WHERE sender_id = $1) AS messages`,
      [talk.buyer.userId],
    );
    const kept = {
      sender_id: talk.buyer.userId,
      ...{
        content: null,
        metadata: null,
        request_hash: null,
        media: null,
        link_preview: null,
        file_state: null,
        reaction_count: 0,
      },
      ...{
        file_url: null,
        file_name: null,
        file_size: null,
        file_type: null,
        reply_to_id: null,
        forwarded: false,
      },
      ...{ pinned_at: null, pinned_by: null, read_at: null, read_by: null },
    };
    expect(rows).toEqual([
      {
        reactions: 0,
        edits: 0,
        messages: [
          expect.objectContaining({ ...kept, message_type: 'file' }),
          expect.objectContaining({ ...kept, message_type: 'text' }),
        ],
      },
    ]);
  });

  it('reaches into rooms that were closed, and into messages that were deleted before', async () => {
    const { buyer, path, messagePath, send, roomId } = await talkIn(scene, 'ilk');
    await send(buyer, 'ikinci');
    await scene.as(buyer).delete(messagePath);
    expect((await scene.as(buyer).delete(path)).status).toBe(200);
    expect((await erase(buyer.userId, '--wait')).code).toBe(0);
    const { rows } = await scene.service.db.query(
      'SELECT seq, content, request_hash, deleted_at IS NOT NULL AS deleted FROM chat_messages WHERE room_id = $1 ORDER BY seq',
      [roomId],
    );
    expect(rows).toEqual([1, 2].map((seq) => ({ seq, content: null, request_hash: null, deleted: true })));
  });

  it('changes nothing when it is repeated, nor for a person of whom nothing is kept', async () => {
    const { buyer, buyerSocket, sellerSocket } = await busyTalk();
    await erase(buyer.userId, '--wait');
    for (const socket of [buyerSocket, sellerSocket]) socket.close();
    const stored = await storedBy(scene.service);
    const again = await erase(buyer.userId, '--wait');
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringContaining('to erase 0 messages, 0 reactions, 0 pins'),
    ]);
    expect((await erase('00000000-0000-7000-8000-00000000abcd', '--wait')).code).toBe(0);
    expect(await storedBy(scene.service)).toEqual(stored);
  });

  it('is carried on by another node when the first one ends in the middle', async () => {
    const [database, bucket] = await Promise.all([createTestDatabase(), createTestBucket()]);
    const ground = { database, bucket };
    const db = new Pool({ connectionString: database.url, max: 2 });
    const first = await startNode(ground);
    const { buyer, offerId } = await new Marketplace(db).deal();
    const open = { roomType: 'offer', offerId };
    const { id } = (await new Client(first.url, buyer.token).post<RoomView>('/chats', open)).body.data;
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, content)
       SELECT gen_random_uuid(), $1, $2, $3, n, 'text', 'mesaj ' || n FROM generate_series(1, 1500) n`,
      [id, buyer.userId, buyer.galleryId],
    );
    await db.query('UPDATE chat_rooms SET last_seq = 1500, unread_b = 1500 WHERE id = $1', [id]);
    const left = async (): Promise<number> => {
      const { rows } = await db.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM chat_messages WHERE deleted_at IS NULL',
      );
      return rows[0]!.n;
    };

    expect((await runDataCommand(ground, ['erase', '--user', buyer.userId])).code).toBe(0);
    await until(async () => (await left()) < 1_450);
    await first.stop();
    expect(await left()).toBeGreaterThan(0);
    const second = await startNode(ground);
    await until(async () => (await openJobs(db)) === 0);
    expect(await left()).toBe(0);
    const { rows } = await db.query(
      `SELECT count(DISTINCT m.rev)::int AS changes, max(m.rev) AS newest, r.rev, r.unread_b AS unread
       FROM chat_messages m JOIN chat_rooms r ON r.id = m.room_id GROUP BY r.id`,
    );
    expect(rows).toEqual([{ changes: 1500, newest: 1500, rev: 1500, unread: 0 }]);
    await second.stop();
    await db.end();
    await Promise.all([database.drop(), bucket.remove()]);
  });
});
