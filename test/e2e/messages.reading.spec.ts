import { randomUUID } from 'node:crypto';
import type { MessageView, RoomView, RoomWithMessages } from '../../src/contracts/index.js';
import type { Answer } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { TestSocket } from '../support/sockets.js';

describe('reading messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterAll(() => scene.close());

  describe('GET /chats/:roomId', () => {
    it('has the fields of the list and the last 50 messages, oldest first', async () => {
      const { buyer, seller, path, send } = await scene.room();
      for (let n = 1; n <= 53; n++) await send(buyer, `mesaj ${n}`);
      const { status, body } = await scene.as(seller).get<RoomWithMessages>(path);
      const { messages, ...fields } = body.data;
      expect(status).toBe(200);
      expect([fields]).toEqual((await scene.as(seller).get<RoomView[]>('/chats')).body.data);
      expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 4));
    });
  });

  describe('GET /chats/:roomId/messages', () => {
    let talk: Awaited<ReturnType<Scene['room']>>;
    const seqs = (answer: Answer<MessageView[]>) => answer.body.data.map(({ seq }) => seq);
    const get = (query: string) => scene.as(talk.seller).get<MessageView[]>(`${talk.path}/messages${query}`);

    beforeAll(async () => {
      talk = await scene.room();
      for (let n = 1; n <= 7; n++) await talk.send(talk.buyer, `mesaj ${n}`);
    });

    it.each([
      ['', [1, 2, 3, 4, 5, 6, 7], { page: 1, limit: 50, total: 7, totalPages: 1 }],
      ['?page=1&limit=3', [5, 6, 7], { page: 1, limit: 3, total: 7, totalPages: 3 }],
      ['?page=2&limit=3', [2, 3, 4], { page: 2, limit: 3, total: 7, totalPages: 3 }],
      ['?page=3&limit=3', [1], { page: 3, limit: 3, total: 7, totalPages: 3 }],
      ['?page=4&limit=3', [], { page: 4, limit: 3, total: 7, totalPages: 3 }],
      ['?page=1000000000&limit=100', [], { page: 1e9, limit: 100, total: 7, totalPages: 1 }],
      ['?after=5', [6, 7], { limit: 50, has_more: false, first_seq: 6, last_seq: 7 }],
      ['?after=0&limit=2', [1, 2], { limit: 2, has_more: true, first_seq: 1, last_seq: 2 }],
      ['?after=7', [], { limit: 50, has_more: false, first_seq: null, last_seq: null }],
      ['?before=4&limit=2', [2, 3], { limit: 2, has_more: true, first_seq: 2, last_seq: 3 }],
      ['?before=3&limit=2', [1, 2], { limit: 2, has_more: false, first_seq: 1, last_seq: 2 }],
      ['?before=6&limit=2', [4, 5], { limit: 2, has_more: true, first_seq: 4, last_seq: 5 }],
      ['?before=8&limit=2', [6, 7], { limit: 2, has_more: true, first_seq: 6, last_seq: 7 }],
      ['?before=2147483647&limit=2', [6, 7], { limit: 2, has_more: true, first_seq: 6, last_seq: 7 }],
      ['?before=1', [], { limit: 50, has_more: false, first_seq: null, last_seq: null }],
    ])('%p', async (query, expected, pagination) => {
      const answer = await get(query);
      expect([answer.status, seqs(answer), answer.body.pagination]).toEqual([200, expected, pagination]);
    });

    it.each([
      'limit=0',
      'limit=-1',
      'limit=101',
      'limit=1e9',
      'limit=0x10',
      'limit=5&limit=6',
      'limit=',
      'page=0',
      'page=abc',
      'page=99999999999',
      'before=3&after=1',
      'before=3&page=1',
      'after=3&page=1',
      'after=-1',
      'before=1.5',
    ])('refuses ?%s', async (query) => {
      expect(refusalOf(await get(`?${query}`))).toEqual([400, 'VALIDATION_FAILED']);
    });
  });

  describe('GET /chats/:roomId/messages/:id', () => {
    it("gives one message, and only to the room's galleries", async () => {
      const { buyer, seller, path, send } = await scene.room();
      const { body } = await send(buyer, 'Merhaba');
      const one = await scene.as(seller).get<MessageView>(`${path}/messages/${body.data.id}`);
      expect([one.status, one.body.data]).toEqual([200, body.data]);
      expect(refusalOf(await scene.as(seller).get(`${path}/messages/${randomUUID()}`))).toEqual([
        404,
        'MESSAGE_NOT_FOUND',
      ]);
      const elsewhere = await scene.room();
      expect(
        refusalOf(await scene.as(elsewhere.buyer).get(`${elsewhere.path}/messages/${body.data.id}`)),
      ).toEqual([404, 'MESSAGE_NOT_FOUND']);
      expect(refusalOf(await scene.as(elsewhere.buyer).get(`${path}/messages/${body.data.id}`))).toEqual([
        403,
        'ROOM_FORBIDDEN',
      ]);
    });
  });

  describe('reading', () => {
    it('marks all messages of the other side, once, and tells both sides', async () => {
      const { buyer, seller, roomId, path, send } = await scene.room();
      for (const content of ['bir', 'iki', 'üç']) await send(buyer, content);
      await send(seller, 'dört');
      const socket = await TestSocket.connect(scene.service.url, { token: buyer.token });
      const { status, body } = await scene.as(seller).post(`${path}/read`);
      expect([status, body]).toEqual([
        200,
        {
          success: true,
          message: 'All messages marked as read',
          data: { room_id: roomId, read_count: 3, unread_count: 0, read_up_to_seq: 4 },
        },
      ]);
      const read = await socket.next('messages_read');
      expect(read).toEqual({
        roomId,
        galleryId: seller.galleryId,
        readBy: seller.userId,
        readAt: expect.stringMatching(/Z$/),
        upToSeq: 4,
        afterRev: 0,
        rev: 3,
      });
      const messages = await scene.as(buyer).get<MessageView[]>(`${path}/messages`);
      expect(messages.body.data.map(({ read_at, read_by }) => [read_at, read_by])).toEqual([
        ...Array<unknown>(3).fill([read.readAt, seller.userId]),
        [null, null],
      ]);
      const again = await scene.as(seller).post(`${path}/read`);
      expect(again.body.data).toEqual({ room_id: roomId, read_count: 0, unread_count: 0, read_up_to_seq: 4 });
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      expect((await scene.as(buyer).get<RoomView>(path)).body.data.unread_count).toBe(1);
      socket.close();
    });

    it.each([5_000, 10_003])('marks %d messages at once, and tells of it once', async (count) => {
      const { buyer, seller, roomId, path } = await scene.room();
      await scene.service.db.query(
        `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
         SELECT gen_random_uuid(), $1, $2, $3, 'text', 'x', n FROM generate_series(1, $4::int) n`,
        [roomId, buyer.userId, buyer.galleryId, count],
      );
      await scene.service.db.query('UPDATE chat_rooms SET last_seq = $2, unread_b = $2 WHERE id = $1', [
        roomId,
        count,
      ]);
      const socket = await TestSocket.connect(scene.service.url, { token: buyer.token });
      const { body } = await scene.as(seller).post(`${path}/read`);
      expect(body.data).toEqual({
        room_id: roomId,
        read_count: count,
        unread_count: 0,
        read_up_to_seq: count,
      });
      const { readAt, upToSeq } = await socket.next('messages_read');
      expect(upToSeq).toBe(count);
      // What a client makes of the event is what a fresh reading says, of every message.
      const times = await scene.service.db.query(
        'SELECT DISTINCT read_at FROM chat_messages WHERE room_id = $1',
        [roomId],
      );
      expect(times.rows).toEqual([{ read_at: new Date(readAt) }]);
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      socket.close();
    });

    it('marks one message, and repeating it changes nothing', async () => {
      const { buyer, seller, roomId, path, send } = await scene.room();
      const sent = [await send(buyer, 'bir'), await send(buyer, 'iki'), await send(buyer, 'üç')];
      const [first, second] = sent.map(({ body }) => body.data.id);
      const socket = await TestSocket.connect(scene.service.url, { token: seller.token });
      const marked = await scene.as(seller).put(`${path}/messages/${second}/read`);
      expect([marked.status, marked.body]).toEqual([
        200,
        { success: true, message: 'Message marked as read' },
      ]);
      // Message 1 is still unread, so nothing is read up to it.
      expect(await socket.next('messages_read')).toMatchObject({ roomId, messageId: second, upToSeq: 0 });
      const before = await scene.as(buyer).get<MessageView>(`${path}/messages/${second}`);
      expect((await scene.as(seller).put(`${path}/messages/${second}/read`)).status).toBe(200);
      expect((await scene.as(buyer).get<MessageView>(`${path}/messages/${second}`)).body).toEqual(
        before.body,
      );
      await scene.as(seller).put(`${path}/messages/${first}/read`);
      expect(await socket.next('messages_read')).toMatchObject({ messageId: first, upToSeq: 2 });
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      expect((await scene.as(seller).get<RoomView>(path)).body.data.unread_count).toBe(1);
      socket.close();
    });

    it('refuses an own message, an unknown one and a stranger', async () => {
      const { buyer, seller, path, send } = await scene.room();
      const { body } = await send(buyer, 'Merhaba');
      const colleague = await scene.market.dealer({ galleryId: buyer.galleryId });
      for (const own of [buyer, colleague]) {
        expect(refusalOf(await scene.as(own).put(`${path}/messages/${body.data.id}/read`))).toEqual([
          400,
          'OWN_MESSAGE',
        ]);
      }
      expect(refusalOf(await scene.as(seller).put(`${path}/messages/${randomUUID()}/read`))).toEqual([
        404,
        'MESSAGE_NOT_FOUND',
      ]);
      const stranger = await scene.market.dealer();
      expect(refusalOf(await scene.as(stranger).put(`${path}/messages/${body.data.id}/read`))).toEqual([
        403,
        'ROOM_FORBIDDEN',
      ]);
      expect(refusalOf(await scene.as(stranger).post(`${path}/read`))).toEqual([403, 'ROOM_FORBIDDEN']);
    });

    it('loses no count when sending and reading cross', async () => {
      const { buyer, seller, roomId, path, send } = await scene.room();
      await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          n % 3 === 0 ? scene.as(seller).post(`${path}/read`) : send(buyer, `${n}`),
        ),
      );
      const counted = await scene.service.db.query(
        `SELECT r.unread_b, (SELECT count(*)::int FROM chat_messages m WHERE m.room_id = r.id AND m.read_at IS NULL) AS recount
         FROM chat_rooms r WHERE r.id = $1`,
        [roomId],
      );
      expect(counted.rows[0].unread_b).toBe(counted.rows[0].recount);
    });

    it('accepts an empty body whatever its content type', async () => {
      const { seller, path } = await scene.room();
      for (const type of ['application/json', 'text/plain', 'application/xml']) {
        const answer = await scene.as(seller).post(`${path}/read`, undefined, { 'content-type': type });
        expect([type, answer.status]).toEqual([type, 200]);
      }
    });
  });
});
