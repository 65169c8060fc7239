import { randomUUID } from 'node:crypto';
import type { RoomView, UnreadTotals } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { Client, type Answer } from '../support/http.js';
import { startService, SUPPORT_GALLERY_ID, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

describe('rooms', () => {
  let service: TestService;
  let market: Marketplace;
  const as = ({ token }: Pick<Dealer, 'token'>) => new Client(service.url, token);
  const code = ({ status, body }: Answer) => [status, body.error.code];

  beforeAll(async () => {
    service = await startService();
    market = new Marketplace(service.db);
    await market.gallery('Destek', SUPPORT_GALLERY_ID);
  });
  afterAll(() => service.stop());

  describe('POST /chats', () => {
    it('answers with the whole room, every key there', async () => {
      const { buyer, seller, offerId, vehicleId } = await market.deal();
      const { status, body } = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      expect(status).toBe(201);
      expect(body).toEqual({
        success: true,
        data: {
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
          room_type: 'offer',
          offer_id: offerId,
          vehicle_id: vehicleId,
          gallery_a_id: buyer.galleryId,
          gallery_b_id: seller.galleryId,
          gallery_a_name: 'Yıldız Otomotiv',
          gallery_b_name: 'Işık Motors',
          vehicle_brand: 'BMW',
          vehicle_model: '320i',
          vehicle_price: 850_000,
          vehicle_title: 'BMW 320i',
          is_active: true,
          closed_at: null,
          last_message_at: null,
          last_message_preview: null,
          first_seq: 1,
          last_seq: 0,
          unread_count: 0,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          updated_at: expect.stringMatching(/Z$/),
        },
      });
    });

    it('finds the room that stands, for either side', async () => {
      const { buyer, seller, offerId } = await market.deal();
      const first = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      const again = await as(seller).post<RoomView>('/chats', { roomType: 'offer', offerId });
      expect([again.status, again.body.data.id]).toEqual([200, first.body.data.id]);
      expect(again.body.data.gallery_a_id).toBe(buyer.galleryId);
    });

    it.each(['offer', 'vehicle', 'support'])(
      'gives one %s room to fifty identical requests at once',
      async (roomType) => {
        const { buyer, seller, offerId, vehicleId } = await market.deal();
        const supporter = await market.dealer({ galleryId: SUPPORT_GALLERY_ID });
        const bodies = {
          offer: [{ offerId }, { offerId }],
          vehicle: [{ vehicleId }, { vehicleId, otherGalleryId: buyer.galleryId }],
          support: [{}, { otherGalleryId: buyer.galleryId }],
        }[roomType] as [object, object];
        const sides = [as(buyer), as(roomType === 'support' ? supporter : seller)] as const;
        const socket = await TestSocket.connect(service.url, { token: buyer.token });
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            sides[n % 2 === 0 ? 0 : 1].post<RoomView>('/chats', { roomType, ...bodies[n % 2 === 0 ? 0 : 1] }),
          ),
        );
        expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
        expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(49).fill(200), 201]);
        await socket.settle();
        expect(socket.all('room_created')).toHaveLength(1);
        socket.close();
      },
    );

    it('tells both galleries, each with its own unread count', async () => {
      const { buyer, seller, offerId } = await market.deal();
      const sockets = await Promise.all(
        [buyer, seller].map(({ token }) => TestSocket.connect(service.url, { token })),
      );
      const { body } = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      for (const socket of sockets) {
        expect(await socket.next('room_created')).toEqual({ room: body.data });
        socket.close();
      }
    });

    it('opens a support room from either side', async () => {
      const dealer = await market.dealer();
      const supporter = await market.dealer({ galleryId: SUPPORT_GALLERY_ID, role: 'support' });
      const { status, body } = await as(dealer).post<RoomView>('/chats', { roomType: 'support' });
      expect([status, body.data.gallery_b_id, body.data.vehicle_id]).toEqual([201, SUPPORT_GALLERY_ID, null]);
      const same = await as(supporter).post<RoomView>('/chats', {
        roomType: 'support',
        otherGalleryId: dealer.galleryId,
      });
      expect([same.status, same.body.data.id]).toEqual([200, body.data.id]);
      expect(code(await as(supporter).post('/chats', { roomType: 'support' }))).toEqual([
        400,
        'VALIDATION_FAILED',
      ]);
    });

    it('lets the owner of a vehicle name whom it talks to', async () => {
      const { buyer, seller, vehicleId } = await market.deal();
      const { status, body } = await as(seller).post<RoomView>('/chats', {
        roomType: 'vehicle',
        vehicleId,
        otherGalleryId: buyer.galleryId,
      });
      expect([status, body.data.gallery_a_id, body.data.gallery_b_id]).toEqual([
        201,
        seller.galleryId,
        buyer.galleryId,
      ]);
      const same = await as(buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      expect([same.status, same.body.data.id]).toEqual([200, body.data.id]);
    });

    it('refuses what cannot be, with its code, and opens nothing', async () => {
      const { buyer, seller, offerId, vehicleId } = await market.deal();
      const stranger = await market.dealer();
      const own = await market.offer(vehicleId, seller.galleryId, seller.galleryId);
      const unknown = randomUUID();
      const before = await service.db.query('SELECT count(*) FROM chat_rooms');
      const refused: [Dealer, object, [number, string]][] = [
        [stranger, { roomType: 'offer', offerId }, [403, 'OFFER_FORBIDDEN']],
        [buyer, { roomType: 'offer' }, [400, 'VALIDATION_FAILED']],
        [buyer, { roomType: 'offer', offerId: unknown }, [404, 'OFFER_NOT_FOUND']],
        [buyer, { roomType: 'offer', offerId: 'abc' }, [400, 'VALIDATION_FAILED']],
        [
          buyer,
          { roomType: 'offer', offerId, otherGalleryId: stranger.galleryId },
          [400, 'VALIDATION_FAILED'],
        ],
        [seller, { roomType: 'offer', offerId: own }, [400, 'SAME_GALLERY']],
        [buyer, { roomType: 'vehicle' }, [400, 'VALIDATION_FAILED']],
        [buyer, { roomType: 'vehicle', vehicleId: unknown }, [404, 'VEHICLE_NOT_FOUND']],
        [seller, { roomType: 'vehicle', vehicleId }, [400, 'VALIDATION_FAILED']],
        [seller, { roomType: 'vehicle', vehicleId, otherGalleryId: seller.galleryId }, [400, 'SAME_GALLERY']],
        [seller, { roomType: 'vehicle', vehicleId, otherGalleryId: unknown }, [404, 'GALLERY_NOT_FOUND']],
        [
          buyer,
          { roomType: 'vehicle', vehicleId, otherGalleryId: stranger.galleryId },
          [400, 'VALIDATION_FAILED'],
        ],
        [buyer, { roomType: 'support', otherGalleryId: stranger.galleryId }, [400, 'VALIDATION_FAILED']],
        [buyer, { roomType: 'group' }, [400, 'VALIDATION_FAILED']],
        [buyer, {}, [400, 'VALIDATION_FAILED']],
      ];
      for (const [dealer, body, expected] of refused) {
        expect([body, code(await as(dealer).post('/chats', body))]).toEqual([body, expected]);
      }
      expect((await service.db.query('SELECT count(*) FROM chat_rooms')).rows).toEqual(before.rows);
    });
  });

  describe('GET /chats', () => {
    it('lists only rooms of the gallery, newest activity first, with the unread count', async () => {
      const { buyer, seller, vehicleId } = await market.deal();
      const vehicles = [
        vehicleId,
        await market.vehicle(seller.galleryId),
        await market.vehicle(seller.galleryId),
      ];
      const ids: string[] = [];
      for (const vehicle of vehicles) {
        const { body } = await as(buyer).post<RoomView>('/chats', {
          roomType: 'vehicle',
          vehicleId: vehicle,
        });
        ids.push(body.data.id);
      }
      await as(buyer).post(`/chats/${ids[0]}/messages`, { content: 'İlk araç duruyor mu?' });
      const { body } = await as(seller).get<RoomView[]>('/chats');
      expect(body.data.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
      expect(body.data[0]).toMatchObject({
        unread_count: 1,
        last_message_preview: 'İlk araç duruyor mu?',
        last_seq: 1,
      });
      expect(body.pagination).toEqual({ limit: 1000, next_cursor: null });
      expect((await as(buyer).get<RoomView[]>('/chats')).body.data[0]).toMatchObject({ unread_count: 0 });
      expect((await as(await market.dealer()).get<RoomView[]>('/chats')).body.data).toEqual([]);
    });

    it('pages through every room once, whichever side opened it, and filters', async () => {
      const { buyer, seller } = await market.deal();
      const opened: string[] = [];
      for (let n = 0; n < 7; n++) {
        const [opener, owner] = n % 2 === 0 ? [buyer, seller] : [seller, buyer];
        const vehicleId = await market.vehicle(owner.galleryId);
        opened.push(
          (await as(opener).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId })).body.data.id,
        );
      }
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Answer<RoomView[]> = await as(buyer).get<RoomView[]>(
          `/chats?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        seen.push(...page.body.data.map(({ id }) => id));
        cursor = page.body.pagination.next_cursor as string | null;
      }
      expect(seen).toEqual([...opened].reverse());

      await as(seller).post(`/chats/${opened[2]}/messages`, { content: 'Merhaba' });
      const unread = await as(buyer).get<RoomView[]>('/chats?unread=true&type=vehicle&unknown=1');
      expect(unread.body.data.map(({ id }) => id)).toEqual([opened[2]]);
      expect((await as(buyer).get<RoomView[]>('/chats?type=offer')).body.data).toEqual([]);
    });

    it('counts unread messages for the badge', async () => {
      const { buyer, seller, vehicleId, offerId } = await market.deal();
      const one = await as(buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      const two = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      for (const id of [one.body.data.id, one.body.data.id, two.body.data.id]) {
        await as(buyer).post(`/chats/${id}/messages`, { content: 'Merhaba' });
      }
      const { body } = await as(seller).get<UnreadTotals>('/chats/unread-count');
      expect(body).toEqual({ success: true, data: { total: 3, rooms: 2 } });
      expect((await as(buyer).get('/chats/unread-count')).body.data).toEqual({ total: 0, rooms: 0 });
    });
  });

  describe('DELETE /chats/:roomId', () => {
    it('closes the room for both sides, keeps its messages, and lets the subject open anew', async () => {
      const { buyer, seller, offerId } = await market.deal();
      const { body } = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      const roomId = body.data.id;
      await as(buyer).post(`/chats/${roomId}/messages`, { content: 'Merhaba' });
      const sockets = await Promise.all(
        [buyer, seller].map(({ token }) => TestSocket.connect(service.url, { token })),
      );
      await sockets[1]?.ask('join_room', { roomId });

      const deleted = await as(seller).delete(`/chats/${roomId}`);
      expect([deleted.status, deleted.body]).toEqual([
        200,
        { success: true, message: 'Room deleted successfully' },
      ]);
      for (const socket of sockets) {
        expect(await socket.next('room_closed')).toEqual({ roomId });
        socket.close();
      }
      expect(code(await as(seller).delete(`/chats/${roomId}`))).toEqual([404, 'ROOM_NOT_FOUND']);
      expect(code(await as(buyer).get(`/chats/${roomId}`))).toEqual([404, 'ROOM_NOT_FOUND']);
      expect(code(await as(buyer).post(`/chats/${roomId}/messages`, { content: 'x' }))).toEqual([
        404,
        'ROOM_NOT_FOUND',
      ]);
      expect((await as(buyer).get<RoomView[]>('/chats')).body.data).toEqual([]);
      const stored = await service.db.query(
        `SELECT r.is_active, r.closed_at IS NOT NULL AS closed, count(m.id)::int AS messages
         FROM chat_rooms r JOIN chat_messages m ON m.room_id = r.id WHERE r.id = $1 GROUP BY r.id`,
        [roomId],
      );
      expect(stored.rows).toEqual([{ is_active: false, closed: true, messages: 1 }]);

      const anew = await as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
      expect(anew.status).toBe(201);
      expect(anew.body.data.id).not.toBe(roomId);
    });
  });
});
