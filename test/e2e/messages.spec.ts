import { randomUUID } from 'node:crypto';
import type { MessageView, RoomView } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { Client } from '../support/http.js';
import { refusalOf, Scene } from '../support/scene.js';
import { TestSocket } from '../support/sockets.js';

describe('sending messages', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false' });
  });
  afterAll(() => scene.close());

  describe('POST /chats/:roomId/messages', () => {
    it('answers with the whole message, every key there', async () => {
      const { buyer, roomId, send } = await scene.room();
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
          file_status: null,
          media: null,
          reply_to_id: null,
          reply_to: null,
          metadata: { kaynak: 'ilan', adım: 2 },
          link_preview: null,
          forwarded: false,
          reactions: [],
          pinned_at: null,
          pinned_by: null,
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
      const { buyer, seller, path, send } = await scene.room();
      expect((await send(buyer, content)).status).toBe(201);
      const { body } = await scene.as(seller).get<MessageView[]>(`${path}/messages`);
      expect(body.data.map((message) => message.content)).toEqual([content]);
    });

    it("bumps the room: time, preview, number and the other side's unread count", async () => {
      const { buyer, seller, path, send } = await scene.room();
      const { body } = await send(buyer, 'Merhaba');
      expect((await scene.as(seller).get<RoomView>(path)).body.data).toMatchObject({
        last_message_at: body.data.created_at,
        last_message_preview: 'Merhaba',
        last_seq: 1,
        unread_count: 1,
      });
      expect((await scene.as(buyer).get<RoomView>(path)).body.data.unread_count).toBe(0);
    });

    it('gives a repeat under the same clientMessageId the first message, and stores and emits it once', async () => {
      const { buyer, seller, path, send } = await scene.room();
      const socket = await TestSocket.connect(scene.service.url, { token: seller.token });
      const clientMessageId = randomUUID();
      const first = await send(buyer, 'Merhaba', { clientMessageId, metadata: { a: 1, b: 2 } });
      const again = await send(buyer, 'Merhaba', { clientMessageId, metadata: { b: 2, a: 1 } });
      expect([again.status, again.body.data]).toEqual([200, first.body.data]);
      expect(refusalOf(await send(buyer, 'Başka', { clientMessageId }))).toEqual([
        409,
        'IDEMPOTENCY_CONFLICT',
      ]);
      // The other side may use the same id: it is the sender's own.
      expect((await send(seller, 'Merhaba', { clientMessageId })).body.data.seq).toBe(2);
      expect((await scene.as(buyer).get<MessageView[]>(`${path}/messages`)).body.pagination.total).toBe(2);
      await socket.settle();
      expect(socket.all('new_message')).toHaveLength(1);
      socket.close();
    });

    it('takes the same clientMessageId fifty times at once for one message and one event', async () => {
      const { buyer, seller, path, send } = await scene.room();
      const socket = await TestSocket.connect(scene.service.url, { token: seller.token });
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
      const { buyer, seller, roomId, path } = await scene.room();
      const listener = await TestSocket.connect(scene.service.url, { token: seller.token });
      const senders = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          scene.market.dealer({ galleryId: n % 2 === 0 ? buyer.galleryId : seller.galleryId }),
        ),
      );
      const sockets = await Promise.all(
        senders.map(async ({ token }, n) =>
          n % 4 === 0 ? TestSocket.connect(scene.service.url, { token }) : null,
        ),
      );
      const say = async (n: number, content: string): Promise<MessageView> => {
        const socket = sockets[n];
        if (socket) return socket.ask<MessageView>('send_message', { roomId, content });
        const { status, body } = await scene
          .as(senders[n] as Dealer)
          .post<MessageView>(`${path}/messages`, { content });
        expect(status).toBe(201);
        return body.data;
      };
      // All at once, each with one message under way: five rounds of a hundred would wait longer than a call may.
      const talk = async (n: number): Promise<MessageView[]> => {
        const said: MessageView[] = [];
        for (let m = 0; m < 5; m++) said.push(await say(n, `${n}-${m}`));
        return said;
      };
      const answers = (await Promise.all(senders.map((_, n) => talk(n)))).flat();
      const expected = Array.from({ length: 500 }, (_, n) => n + 1);
      expect(answers.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(expected);
      const stored = await scene.service.db.query(
        'SELECT array_agg(seq ORDER BY created_at, seq) AS seqs FROM chat_messages WHERE room_id = $1',
        [roomId],
      );
      expect(stored.rows[0].seqs).toEqual(expected);
      const counters = await scene.service.db.query(
        `SELECT last_seq, unread_a + unread_b AS unread FROM chat_rooms WHERE id = $1`,
        [roomId],
      );
      expect(counters.rows).toEqual([{ last_seq: 500, unread: 500 }]);
      await listener.settle();
      const heard = listener.all('new_message').map(({ message }) => message.seq);
      const ordered = [...heard].sort((a, b) => a - b);
      // What two nodes send can cross on its way.
      expect(scene.service.nodes.length === 1 ? heard : ordered).toEqual(ordered);
      expect(new Set(heard).size).toBe(250);
      expect(heard).toHaveLength(250);
      for (const socket of [listener, ...sockets]) socket?.close();
    });

    it('adds the offer as it stands to an offer_update, and refuses one in any other room', async () => {
      const { buyer, seller, vehicleId, offerId, path } = await scene.room();
      await scene.service.db.query(
        `UPDATE offers SET amount = 799000.50, status = 'countered' WHERE id = $1`,
        [offerId],
      );
      const update = {
        content: 'Teklif güncellendi',
        messageType: 'offer_update',
        metadata: { not: 'x', offer: 'y' },
      };
      const { status, body } = await scene.as(seller).post<MessageView>(`${path}/messages`, update);
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
      const other = await scene.as(buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      const refused = await scene.as(buyer).post(`/chats/${other.body.data.id}/messages`, update);
      expect(refusalOf(refused)).toEqual([400, 'OFFER_ROOM_REQUIRED']);
    });

    it('takes system messages from services, support and admins only', async () => {
      const { buyer, seller, path, send } = await scene.room();
      const system = { messageType: 'system' };
      expect(refusalOf(await send(buyer, 'Ödeme alındı', system))).toEqual([403, 'MESSAGE_TYPE_FORBIDDEN']);
      for (const role of ['support', 'admin']) {
        const dealer = await scene.market.dealer({ galleryId: seller.galleryId, role });
        expect((await send(dealer, 'Bilgi', system)).status).toBe(201);
      }
      const { token } = await scene.market.serviceToken();
      const client = new Client(scene.service.url, token, { 'x-gallery-id': seller.galleryId });
      const sent = await client.post<MessageView>(`${path}/messages`, {
        content: 'Teklif kabul edildi',
        ...system,
      });
      expect([sent.status, sent.body.data.message_type]).toEqual([201, 'system']);
      const stranger = await scene.market.dealer();
      expect(refusalOf(await send(stranger, 'Ödeme alındı', system))).toEqual([403, 'ROOM_FORBIDDEN']);
    });

    it('replies only to a message of the same room', async () => {
      const { buyer, seller, send } = await scene.room();
      const { body } = await send(buyer, 'Fiyat son mu?');
      const reply = await send(seller, 'Evet', { replyToId: body.data.id });
      expect([reply.status, reply.body.data.reply_to_id]).toEqual([201, body.data.id]);
      const elsewhere = await scene.room();
      const refused = await elsewhere.send(elsewhere.buyer, 'Evet', { replyToId: body.data.id });
      expect(refusalOf(refused)).toEqual([400, 'VALIDATION_FAILED']);
      expect(refused.body.error.details).toEqual([{ field: 'replyToId', message: expect.any(String) }]);
    });
  });
});
