import { randomUUID } from 'node:crypto';
import type { MessageView, RoomView, RoomWithMessages } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { Client, type Answer } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

describe('messages', () => {
  let service: TestService;
  let market: Marketplace;
  const as = ({ token }: Pick<Dealer, 'token'>) => new Client(service.url, token);
  const code = ({ status, body }: Answer) => [status, body.error.code];

  /** A deal with its offer's room open. */
  async function room() {
    const deal = await market.deal();
    const { body } = await as(deal.buyer).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    const roomId = body.data.id;
    const send = (dealer: Dealer, content: string, more: object = {}) =>
      as(dealer).post<MessageView>(`/chats/${roomId}/messages`, { content, ...more });
    return { ...deal, roomId, path: `/chats/${roomId}`, send };
  }

  beforeAll(async () => {
    service = await startService({ RATE_LIMIT_REQUESTS_BURST: '100000' });
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  describe('POST /chats/:roomId/messages', () => {
    it('answers with the whole message, every key there', async () => {
      const { buyer, roomId, send } = await room();
      const clientMessageId = randomUUID();
      const answer = await send(buyer, 'Merhaba, araç hakkında bilgi alabilir miyim?', {
        clientMessageId,
        metadata: { kaynak: 'ilan', adım: 2 },
      });
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        success: true,
        data: {
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
          room_id: roomId,
          sender_id: buyer.userId,
          sender_gallery_id: buyer.galleryId,
          first_name: 'Ahmet',
          last_name: 'Yılmaz',
          seq: 1,
          client_message_id: clientMessageId,
          message_type: 'text',
          content: 'Merhaba, araç hakkında bilgi alabilir miyim?',
          file_url: null,
          file_name: null,
          file_size: null,
          file_type: null,
          reply_to_id: null,
          metadata: { kaynak: 'ilan', adım: 2 },
          read_at: null,
          read_by: null,
          edited_at: null,
          deleted_at: null,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
      });
    });

    it.each([
      ' iki yanında boşluk ',
      '<script>alert("x")</script>',
      '\u202Egnp.exe',
      'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
      '👩‍👩‍👧‍👦🇹🇷',
      "İstanbul'da ışıklı ığdır",
      `'; DROP TABLE chat_messages; --`,
      '😀'.repeat(4000),
    ])('stores and returns %p as it was sent', async (content) => {
      const { buyer, seller, path, send } = await room();
      expect((await send(buyer, content)).status).toBe(201);
      const { body } = await as(seller).get<MessageView[]>(`${path}/messages`);
      expect(body.data.map((message) => message.content)).toEqual([content]);
    });

    it("bumps the room: time, preview, number and the other side's unread count", async () => {
      const { buyer, seller, path, send } = await room();
      const { body } = await send(buyer, 'Merhaba');
      expect((await as(seller).get<RoomView>(path)).body.data).toMatchObject({
        last_message_at: body.data.created_at,
        last_message_preview: 'Merhaba',
        last_seq: 1,
        unread_count: 1,
      });
      expect((await as(buyer).get<RoomView>(path)).body.data.unread_count).toBe(0);
    });

    it('gives a repeat under the same clientMessageId the first message, and stores and emits it once', async () => {
      const { buyer, seller, path, send } = await room();
      const socket = await TestSocket.connect(service.url, { token: seller.token });
      const clientMessageId = randomUUID();
      const first = await send(buyer, 'Merhaba', { clientMessageId, metadata: { a: 1, b: 2 } });
      const again = await send(buyer, 'Merhaba', { clientMessageId, metadata: { b: 2, a: 1 } });
      expect([again.status, again.body.data]).toEqual([200, first.body.data]);
      expect(code(await send(buyer, 'Başka', { clientMessageId }))).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
      // The other side may use the same id: it is the sender's own.
      expect((await send(seller, 'Merhaba', { clientMessageId })).body.data.seq).toBe(2);
      expect((await as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(2);
      await socket.settle();
      expect(socket.all('new_message')).toHaveLength(1);
      socket.close();
    });

    it('takes the same clientMessageId fifty times at once for one message and one event', async () => {
      const { buyer, seller, path, send } = await room();
      const socket = await TestSocket.connect(service.url, { token: seller.token });
      await socket.ask('join_room', path.split('/')[2]);
      const clientMessageId = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => send(buyer, 'Merhaba', { clientMessageId })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(49).fill(200), 201]);
      expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
      expect((await send(buyer, 'Sonraki')).body.data.seq).toBe(2);
      await socket.settle();
      expect(socket.all('new_message')).toHaveLength(2);
      socket.close();
    });

    it('numbers the messages of a hundred senders at once 1…N, on every way in and out', async () => {
      const { buyer, seller, roomId, path } = await room();
      const listener = await TestSocket.connect(service.url, { token: seller.token });
      const senders = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          market.dealer({ galleryId: n % 2 === 0 ? buyer.galleryId : seller.galleryId }),
        ),
      );
      const sockets = await Promise.all(
        senders.map(async ({ token }, n) =>
          n % 4 === 0 ? TestSocket.connect(service.url, { token }) : null,
        ),
      );
      const answers = await Promise.all(
        senders.flatMap((sender, n) =>
          Array.from({ length: 5 }, async (_, m) => {
            const content = `${n}-${m}`;
            const socket = sockets[n];
            if (socket) return socket.ask<MessageView>('send_message', { roomId, content });
            const { status, body } = await as(sender).post<MessageView>(`${path}/messages`, { content });
            expect(status).toBe(201);
            return body.data;
          }),
        ),
      );
      const expected = Array.from({ length: 500 }, (_, n) => n + 1);
      expect(answers.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(expected);
      const stored = await service.db.query(
        'SELECT array_agg(seq ORDER BY created_at, seq) AS seqs FROM chat_messages WHERE room_id = $1',
        [roomId],
      );
      expect(stored.rows[0].seqs).toEqual(expected);
      const counters = await service.db.query(
        `SELECT last_seq, unread_a + unread_b AS unread FROM chat_rooms WHERE id = $1`,
        [roomId],
      );
      expect(counters.rows).toEqual([{ last_seq: 500, unread: 500 }]);
      await listener.settle();
      const heard = listener.all<{ message: MessageView }>('new_message').map(({ message }) => message.seq);
      expect(heard).toEqual([...heard].sort((a, b) => a - b));
      expect(heard).toHaveLength(250);
      for (const socket of [listener, ...sockets]) socket?.close();
    });

    it('adds the offer as it stands to an offer_update, and refuses one in any other room', async () => {
      const { buyer, seller, vehicleId, offerId, path } = await room();
      await service.db.query(`UPDATE offers SET amount = 799000.50, status = 'countered' WHERE id = $1`, [
        offerId,
      ]);
      const update = {
        content: 'Teklif güncellendi',
        messageType: 'offer_update',
        metadata: { not: 'x', offer: 'y' },
      };
      const { status, body } = await as(seller).post<MessageView>(`${path}/messages`, update);
      expect(status).toBe(201);
      expect(body.data).toMatchObject({
        message_type: 'offer_update',
        metadata: {
          not: 'x',
          offer: {
            id: offerId,
            vehicle_id: vehicleId,
            buyer_gallery_id: buyer.galleryId,
            seller_gallery_id: seller.galleryId,
            amount: 799_000.5,
            status: 'countered',
          },
        },
      });
      const other = await as(buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      const refused = await as(buyer).post(`/chats/${other.body.data.id}/messages`, update);
      expect(code(refused)).toEqual([400, 'OFFER_ROOM_REQUIRED']);
    });

    it('takes system messages from services, support and admins only', async () => {
      const { buyer, seller, path, send } = await room();
      const system = { messageType: 'system' };
      expect(code(await send(buyer, 'Ödeme alındı', system))).toEqual([403, 'MESSAGE_TYPE_FORBIDDEN']);
      for (const role of ['support', 'admin']) {
        const dealer = await market.dealer({ galleryId: seller.galleryId, role });
        expect((await send(dealer, 'Bilgi', system)).status).toBe(201);
      }
      const { token } = await market.serviceToken();
      const client = new Client(service.url, token, { 'x-gallery-id': seller.galleryId });
      const sent = await client.post<MessageView>(`${path}/messages`, {
        content: 'Teklif kabul edildi',
        ...system,
      });
      expect([sent.status, sent.body.data.message_type]).toEqual([201, 'system']);
      const stranger = await market.dealer();
      expect(code(await send(stranger, 'Ödeme alındı', system))).toEqual([403, 'ROOM_FORBIDDEN']);
    });

    it('replies only to a message of the same room', async () => {
      const { buyer, seller, send } = await room();
      const { body } = await send(buyer, 'Fiyat son mu?');
      const reply = await send(seller, 'Evet', { replyToId: body.data.id });
      expect([reply.status, reply.body.data.reply_to_id]).toEqual([201, body.data.id]);
      const elsewhere = await room();
      const refused = await elsewhere.send(elsewhere.buyer, 'Evet', { replyToId: body.data.id });
      expect(code(refused)).toEqual([400, 'VALIDATION_FAILED']);
      expect(refused.body.error.details).toEqual([{ field: 'replyToId', message: expect.any(String) }]);
    });
  });

  describe('GET /chats/:roomId', () => {
    it('has the fields of the list and the last 50 messages, oldest first', async () => {
      const { buyer, seller, path, send } = await room();
      for (let n = 1; n <= 53; n++) await send(buyer, `mesaj ${n}`);
      const { status, body } = await as(seller).get<RoomWithMessages>(path);
      const { messages, ...fields } = body.data;
      expect(status).toBe(200);
      expect([fields]).toEqual((await as(seller).get<RoomView[]>('/chats')).body.data);
      expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 4));
    });
  });

  describe('GET /chats/:roomId/messages', () => {
    let talk: Awaited<ReturnType<typeof room>>;
    const seqs = (answer: Answer<MessageView[]>) => answer.body.data.map(({ seq }) => seq);
    const get = (query: string) => as(talk.seller).get<MessageView[]>(`${talk.path}/messages${query}`);

    beforeAll(async () => {
      talk = await room();
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
      expect(code(await get(`?${query}`))).toEqual([400, 'VALIDATION_FAILED']);
    });
  });

  describe('GET /chats/:roomId/messages/:id', () => {
    it("gives one message, and only to the room's galleries", async () => {
      const { buyer, seller, path, send } = await room();
      const { body } = await send(buyer, 'Merhaba');
      const one = await as(seller).get<MessageView>(`${path}/messages/${body.data.id}`);
      expect([one.status, one.body.data]).toEqual([200, body.data]);
      expect(code(await as(seller).get(`${path}/messages/${randomUUID()}`))).toEqual([
        404,
        'MESSAGE_NOT_FOUND',
      ]);
      const elsewhere = await room();
      expect(code(await as(elsewhere.buyer).get(`${elsewhere.path}/messages/${body.data.id}`))).toEqual([
        404,
        'MESSAGE_NOT_FOUND',
      ]);
      expect(code(await as(elsewhere.buyer).get(`${path}/messages/${body.data.id}`))).toEqual([
        403,
        'ROOM_FORBIDDEN',
      ]);
    });
  });

  describe('reading', () => {
    it('marks all messages of the other side, once, and tells both sides', async () => {
      const { buyer, seller, roomId, path, send } = await room();
      for (const content of ['bir', 'iki', 'üç']) await send(buyer, content);
      await send(seller, 'dört');
      const socket = await TestSocket.connect(service.url, { token: buyer.token });
      const { status, body } = await as(seller).post(`${path}/read`);
      expect([status, body]).toEqual([
        200,
        {
          success: true,
          message: 'All messages marked as read',
          data: { room_id: roomId, read_count: 3, unread_count: 0, read_up_to_seq: 4 },
        },
      ]);
      const read = await socket.next<{ readAt: string }>('messages_read');
      expect(read).toEqual({
        roomId,
        galleryId: seller.galleryId,
        readBy: seller.userId,
        readAt: expect.stringMatching(/Z$/),
        upToSeq: 4,
      });
      const messages = await as(buyer).get<MessageView[]>(`${path}/messages`);
      expect(messages.body.data.map(({ read_at, read_by }) => [read_at, read_by])).toEqual([
        ...Array<unknown>(3).fill([read.readAt, seller.userId]),
        [null, null],
      ]);
      const again = await as(seller).post(`${path}/read`);
      expect(again.body.data).toEqual({ room_id: roomId, read_count: 0, unread_count: 0, read_up_to_seq: 4 });
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      expect((await as(buyer).get<RoomView>(path)).body.data.unread_count).toBe(1);
      socket.close();
    });

    it.each([5_000, 10_003])('marks %d messages at once, and tells of it once', async (count) => {
      const { buyer, seller, roomId, path } = await room();
      await service.db.query(
        `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
         SELECT gen_random_uuid(), $1, $2, $3, 'text', 'x', n FROM generate_series(1, $4::int) n`,
        [roomId, buyer.userId, buyer.galleryId, count],
      );
      await service.db.query('UPDATE chat_rooms SET last_seq = $2, unread_b = $2 WHERE id = $1', [
        roomId,
        count,
      ]);
      const socket = await TestSocket.connect(service.url, { token: buyer.token });
      const { body } = await as(seller).post(`${path}/read`);
      expect(body.data).toEqual({
        room_id: roomId,
        read_count: count,
        unread_count: 0,
        read_up_to_seq: count,
      });
      const { readAt, upToSeq } = await socket.next<{ readAt: string; upToSeq: number }>('messages_read');
      expect(upToSeq).toBe(count);
      // What a client makes of the event is what a fresh reading says, of every message.
      const times = await service.db.query('SELECT DISTINCT read_at FROM chat_messages WHERE room_id = $1', [
        roomId,
      ]);
      expect(times.rows).toEqual([{ read_at: new Date(readAt) }]);
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      socket.close();
    });

    it('marks one message, and repeating it changes nothing', async () => {
      const { buyer, seller, roomId, path, send } = await room();
      const sent = [await send(buyer, 'bir'), await send(buyer, 'iki'), await send(buyer, 'üç')];
      const [first, second] = sent.map(({ body }) => body.data.id);
      const socket = await TestSocket.connect(service.url, { token: seller.token });
      const marked = await as(seller).put(`${path}/messages/${second}/read`);
      expect([marked.status, marked.body]).toEqual([
        200,
        { success: true, message: 'Message marked as read' },
      ]);
      // Message 1 is still unread, so nothing is read up to it.
      expect(await socket.next('messages_read')).toMatchObject({ roomId, messageId: second, upToSeq: 0 });
      const before = await as(buyer).get<MessageView>(`${path}/messages/${second}`);
      expect((await as(seller).put(`${path}/messages/${second}/read`)).status).toBe(200);
      expect((await as(buyer).get<MessageView>(`${path}/messages/${second}`)).body).toEqual(before.body);
      await as(seller).put(`${path}/messages/${first}/read`);
      expect(await socket.next('messages_read')).toMatchObject({ messageId: first, upToSeq: 2 });
      await socket.settle();
      expect(socket.all('messages_read')).toEqual([]);
      expect((await as(seller).get<RoomView>(path)).body.data.unread_count).toBe(1);
      socket.close();
    });

    it('refuses an own message, an unknown one and a stranger', async () => {
      const { buyer, seller, path, send } = await room();
      const { body } = await send(buyer, 'Merhaba');
      const colleague = await market.dealer({ galleryId: buyer.galleryId });
      for (const own of [buyer, colleague]) {
        expect(code(await as(own).put(`${path}/messages/${body.data.id}/read`))).toEqual([
          400,
          'OWN_MESSAGE',
        ]);
      }
      expect(code(await as(seller).put(`${path}/messages/${randomUUID()}/read`))).toEqual([
        404,
        'MESSAGE_NOT_FOUND',
      ]);
      const stranger = await market.dealer();
      expect(code(await as(stranger).put(`${path}/messages/${body.data.id}/read`))).toEqual([
        403,
        'ROOM_FORBIDDEN',
      ]);
      expect(code(await as(stranger).post(`${path}/read`))).toEqual([403, 'ROOM_FORBIDDEN']);
    });

    it('loses no count when sending and reading cross', async () => {
      const { buyer, seller, roomId, path, send } = await room();
      await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          n % 3 === 0 ? as(seller).post(`${path}/read`) : send(buyer, `${n}`),
        ),
      );
      const counted = await service.db.query(
        `SELECT r.unread_b, (SELECT count(*)::int FROM chat_messages m WHERE m.room_id = r.id AND m.read_at IS NULL) AS recount
         FROM chat_rooms r WHERE r.id = $1`,
        [roomId],
      );
      expect(counted.rows[0].unread_b).toBe(counted.rows[0].recount);
    });

    it('accepts an empty body whatever its content type', async () => {
      const { seller, path } = await room();
      for (const type of ['application/json', 'text/plain', 'application/xml']) {
        const answer = await as(seller).post(`${path}/read`, undefined, { 'content-type': type });
        expect([type, answer.status]).toEqual([type, 200]);
      }
    });
  });
});
