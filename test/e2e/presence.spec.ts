import { randomUUID } from 'node:crypto';
import type { JoinResult, PresenceEvent, PresenceView, RoomView } from '../../src/contracts/index.js';
import { refusalOf, Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';
import { signToken } from '../support/tokens.js';

/** Milliseconds: well over the grace after which somebody who was cut off counts as gone. */
const PATIENCE = 15_000;
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

interface Person {
  userId: string;
}

describe('presence', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
  }, 30_000);
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  const about =
    ({ userId }: Person, status?: PresenceEvent['status']) =>
    (event: Person & { status?: PresenceEvent['status'] }): boolean =>
      event.userId === userId && (status === undefined || event.status === status);

  const look = async (caller: { token: string }, ...people: Person[]): Promise<PresenceView[]> => {
    const ids = people.map(({ userId }) => userId).join(',');
    return (await scene.as(caller).get<PresenceView[]>(`/chats/presence?userIds=${ids}`)).body.data;
  };

  /** What a socket got about somebody. */
  const heard = async (
    socket: TestSocket,
    event: 'presence' | 'user_joined' | 'user_left',
    person: Person,
  ): Promise<unknown[]> => {
    await socket.settle();
    return socket.all(event).filter((one) => about(person)(one));
  };

  /** A room that one socket of each side has joined. */
  const joined = async () => {
    const call = await scene.call();
    for (const socket of [call.buyerSocket, call.sellerSocket]) await socket.ask('join_room', call.roomId);
    return call;
  };

  /** Waits until everybody who was cut off before now counts as gone: a colleague of `socket`'s side goes after them. */
  const graceEnded = async (socket: TestSocket, galleryId: string): Promise<void> => {
    const witness = await scene.market.dealer({ galleryId });
    const witnessSocket = await scene.connect(witness);
    await socket.next('presence', about(witness, 'online'));
    witnessSocket.close();
    await socket.next('presence', about(witness, 'offline'), PATIENCE);
  };

  describe('the event', () => {
    it('tells who comes with the first device and goes with the last', async () => {
      const { seller, roomId, path, ...room } = await scene.room();
      const sellerSocket = await scene.connect(seller);
      await sellerSocket.ask('join_room', roomId);

      const phone = await scene.connect(room.buyer);
      const { userId, galleryId } = room.buyer;
      expect(await sellerSocket.next('presence')).toEqual({
        userId,
        galleryId,
        status: 'online',
        lastSeenAt: TIME,
      });
      const tablet = await scene.connect(room.buyer);
      phone.close();
      await tablet.ask('join_room', roomId);
      const closing = new Date().toISOString();
      tablet.close();
      const went = await sellerSocket.next('presence', undefined, PATIENCE);
      expect(went).toEqual({ userId, galleryId, status: 'offline', lastSeenAt: TIME });
      expect(went.lastSeenAt >= closing).toBe(true);
      // When they were last there, not when that was noticed.
      expect(Date.parse(went.lastSeenAt)).toBeLessThan(Date.now() - 3_000);
      expect(await heard(sellerSocket, 'presence', room.buyer)).toEqual([]);
    }, 30_000);

    it('reaches both sides of a shared room, and neither the person nor who joined none with them', async () => {
      const { buyer, seller, roomId, buyerSocket, sellerSocket } = await joined();
      const strangers = await joined();
      const colleague = await scene.market.dealer({ galleryId: buyer.galleryId });
      const [buyersPhone, sellersPhone] = [await scene.connect(buyer), await scene.connect(seller)];
      const colleaguesPhone = await scene.connect(colleague);
      for (const socket of [buyerSocket, sellerSocket]) {
        expect(await socket.next('presence', about(colleague))).toMatchObject({ status: 'online' });
      }
      await colleaguesPhone.ask('join_room', roomId);
      await sellerSocket.next('user_joined', about(colleague));
      const deaf = [
        buyersPhone,
        sellersPhone,
        colleaguesPhone,
        strangers.buyerSocket,
        strangers.sellerSocket,
      ];
      for (const socket of deaf) expect(await heard(socket, 'presence', colleague)).toEqual([]);
    });

    it('is not sent for a short break', async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await joined();
      await sellerSocket.settle();
      buyerSocket.close();
      await (await scene.connect(buyer)).ask('join_room', roomId);
      await graceEnded(sellerSocket, buyer.galleryId);
      const offline = (await heard(sellerSocket, 'presence', buyer)).filter((event) =>
        about(buyer, 'offline')(event as PresenceEvent),
      );
      expect(offline).toEqual([]);
      expect(await heard(sellerSocket, 'user_left', buyer)).toEqual([]);
    }, 30_000);

    it.each(['the room is left', 'the room is deleted'])('comes no more once %s', async (end) => {
      const { buyer, seller, roomId, path, sellerSocket } = await joined();
      if (end === 'the room is left') await sellerSocket.ask('leave_room', roomId);
      else await scene.as(buyer).delete(path);
      if (end === 'the room is deleted') await sellerSocket.next('room_closed');
      // Another room of the buyer, in which the seller's socket is not.
      const second = await scene.market.offer(
        await scene.market.vehicle(seller.galleryId),
        buyer.galleryId,
        seller.galleryId,
      );
      const opened = await scene.as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId: second });
      const listener = await scene.connect(seller);
      await listener.ask('join_room', opened.body.data.id);
      const colleague = await scene.market.dealer({ galleryId: buyer.galleryId });
      await scene.connect(colleague);
      await listener.next('presence', about(colleague));
      expect(await heard(sellerSocket, 'presence', colleague)).toEqual([]);
    });

    it('still comes after one of two shared rooms was left', async () => {
      const { buyer, seller, roomId, sellerSocket } = await joined();
      const vehicleId = await scene.market.vehicle(seller.galleryId);
      const opened = await scene.as(buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      await sellerSocket.ask('join_room', opened.body.data.id);
      await sellerSocket.ask('leave_room', roomId);
      const colleague = await scene.market.dealer({ galleryId: buyer.galleryId });
      await scene.connect(colleague);
      expect(await sellerSocket.next('presence', about(colleague))).toMatchObject({ status: 'online' });
    });
  });

  describe('user_joined and user_left', () => {
    it('tell the room of the first and the last device, but not the person', async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await scene.call();
      const buyersPhone = await scene.connect(buyer);
      await sellerSocket.ask('join_room', roomId);
      await buyerSocket.ask('join_room', roomId);
      expect(await sellerSocket.next('user_joined', about(buyer))).toEqual({ roomId, userId: buyer.userId });
      await buyersPhone.ask('join_room', roomId);
      await buyersPhone.ask('join_room', roomId);
      await buyersPhone.ask('leave_room', roomId);
      await buyersPhone.ask('join_room', roomId);
      await buyerSocket.ask('leave_room', roomId);
      await buyersPhone.ask('leave_room', roomId);
      expect(await sellerSocket.next('user_left', about(buyer))).toEqual({ roomId, userId: buyer.userId });
      for (const socket of [sellerSocket, buyerSocket, buyersPhone]) {
        for (const event of ['user_joined', 'user_left'] as const) {
          expect([event, await heard(socket, event, buyer)]).toEqual([event, []]);
        }
      }
    });

    it('tell of somebody who was cut off, after the grace', async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await joined();
      const began = Date.now();
      buyerSocket.close();
      expect(await sellerSocket.next('user_left', about(buyer), PATIENCE)).toEqual({
        roomId,
        userId: buyer.userId,
      });
      expect(Date.now() - began).toBeGreaterThan(4_000);
    }, 30_000);

    it('tell nobody of a room that was deleted', async () => {
      const { buyer, path, buyerSocket, sellerSocket } = await joined();
      await scene.as(buyer).delete(path);
      for (const socket of [buyerSocket, sellerSocket]) {
        await socket.next('room_closed');
        await socket.settle();
        expect(socket.all('user_left')).toEqual([]);
      }
    });
  });

  it('join_room answers who is online on either side, with no one who has gone', async () => {
    const { buyer, seller, roomId, buyerSocket, sellerSocket } = await joined();
    const online = async () => [...(await sellerSocket.ask<JoinResult>('join_room', roomId)).online].sort();
    expect(await online()).toEqual([buyer.userId, seller.userId].sort());
    buyerSocket.close();
    await sellerSocket.next('presence', about(buyer, 'offline'), PATIENCE);
    expect(await online()).toEqual([seller.userId]);
  }, 30_000);

  describe('GET /chats/presence', () => {
    it('answers people of the own gallery and of shared rooms, in the order asked, and of nobody else', async () => {
      const { buyer, seller } = await scene.call();
      const colleague = await scene.market.dealer({ galleryId: buyer.galleryId });
      const stranger = await scene.market.dealer();
      await scene.connect(stranger);
      const asked = [colleague, { userId: randomUUID() }, seller, stranger, buyer, seller];
      expect(await look(buyer, ...asked)).toEqual([
        { user_id: colleague.userId, gallery_id: buyer.galleryId, status: 'offline', last_seen_at: null },
        { user_id: seller.userId, gallery_id: seller.galleryId, status: 'online', last_seen_at: TIME },
        { user_id: buyer.userId, gallery_id: buyer.galleryId, status: 'online', last_seen_at: TIME },
      ]);
      expect(await look(stranger, buyer, seller, colleague)).toEqual([]);
    });

    it('no longer answers the other side once the last shared room is deleted', async () => {
      const { buyer, seller, path } = await scene.call();
      expect(await look(buyer, seller)).toHaveLength(1);
      await scene.as(buyer).delete(path);
      expect(await look(buyer, seller)).toEqual([]);
    });

    it('keeps the time when somebody was last seen', async () => {
      const { buyer, seller, buyerSocket, sellerSocket } = await joined();
      buyerSocket.close();
      const went = await sellerSocket.next('presence', about(buyer, 'offline'), PATIENCE);
      // Written late, but within a second or so.
      for (let stored; stored !== went.lastSeenAt;) {
        const sql = 'SELECT last_seen_at FROM chat_presence WHERE user_id = $1 AND gallery_id = $2';
        const { rows } = await scene.service.db.query<{ last_seen_at: Date }>(sql, [
          buyer.userId,
          buyer.galleryId,
        ]);
        stored = rows[0]?.last_seen_at.toISOString();
      }
      expect(await look(seller, buyer)).toEqual([
        {
          user_id: buyer.userId,
          gallery_id: buyer.galleryId,
          status: 'offline',
          last_seen_at: went.lastSeenAt,
        },
      ]);
    }, 30_000);

    it('tells the galleries of one person apart', async () => {
      const { buyer, seller, roomId } = await scene.room();
      const second = await scene.market.gallery('İkinci Galeri');
      const token = signToken({ userId: buyer.userId, galleryIds: [buyer.galleryId, second] });
      const sellerSocket = await scene.connect(seller);
      await sellerSocket.ask('join_room', roomId);
      await scene.connect({ token }, { galleryId: second });
      // For the seller the buyer is not there: the other gallery is none of the seller's business.
      expect(await look(seller, buyer)).toEqual([
        { user_id: buyer.userId, gallery_id: buyer.galleryId, status: 'offline', last_seen_at: null },
      ]);
      expect(await heard(sellerSocket, 'presence', buyer)).toEqual([]);
      const colleague = await scene.market.dealer({ galleryId: second });
      await expect(
        (async () => {
          for (;;) {
            const [entry] = await look(colleague, buyer);
            if (entry !== undefined) return entry;
          }
        })(),
      ).resolves.toMatchObject({ gallery_id: second, status: 'online' });
    });

    it.each([
      ['nothing', ''],
      ['an empty list', '?userIds='],
      ['no UUID', '?userIds=abc'],
      ['one among others that is none', `?userIds=${randomUUID()},x`],
      ['an empty place in the list', `?userIds=${randomUUID()},`],
      ['the key twice', `?userIds=${randomUUID()}&userIds=${randomUUID()}`],
      ['101 ids', `?userIds=${Array.from({ length: 101 }, () => randomUUID()).join()}`],
      ['NUL', '?userIds=%00'],
    ])('refuses %s', async (_, query) => {
      const answer = await scene.as(await scene.market.dealer()).get(`/chats/presence${query}`);
      expect(refusalOf(answer)).toEqual([400, 'VALIDATION_FAILED']);
      expect(answer.body.error.details).toEqual([{ field: 'userIds', message: expect.any(String) }]);
    });

    it('takes 100 ids, in any case, and ignores keys that it does not know', async () => {
      const dealer = await scene.market.dealer();
      const ids = [dealer.userId.toUpperCase(), ...Array.from({ length: 99 }, () => randomUUID())];
      const answer = await scene.as(dealer).get(`/chats/presence?userIds=${ids.join()}&galleryId=x`);
      expect(answer.body.data).toMatchObject([{ user_id: dealer.userId }]);
    });

    it('needs a token', async () => {
      const answer = await scene.as({ token: 'none' }).get(`/chats/presence?userIds=${randomUUID()}`);
      expect(refusalOf(answer)).toEqual([401, 'UNAUTHORIZED']);
    });
  });
});
