import { randomUUID } from 'node:crypto';
import type { Socket as NetSocket } from 'node:net';
import type { JoinResult, MessageView, RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { Client } from '../support/http.js';
import { startService, TEST_ORIGIN, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';
import { signToken } from '../support/tokens.js';

describe('sockets', () => {
  let service: TestService;
  let market: Marketplace;
  const open: TestSocket[] = [];
  const as = ({ token }: Pick<Dealer, 'token'>) => new Client(service.url, token);

  async function connect({ token }: Pick<Dealer, 'token'>, auth: object = {}, options: object = {}) {
    const socket = await TestSocket.connect(service.url, { token, ...auth }, options);
    open.push(socket);
    return socket;
  }

  /** Two galleries with a room, both connected, the buyer joined. */
  async function room() {
    const deal = await market.deal();
    const { body } = await as(deal.buyer).post<RoomView>('/chats', {
      roomType: 'offer',
      offerId: deal.offerId,
    });
    const roomId = body.data.id;
    const [buyerSocket, sellerSocket] = [await connect(deal.buyer), await connect(deal.seller)];
    return { ...deal, roomId, buyerSocket, sellerSocket };
  }

  /** Emits without asking for an ack. */
  const fire = ({ socket }: TestSocket, event: string, ...args: unknown[]) => socket.emit(event, ...args);

  beforeAll(async () => {
    // The reader that does not read needs more events than a socket may emit in a second.
    service = await startService({ RATE_LIMIT_EVENTS_BURST: '1500' });
    market = new Marketplace(service.db);
  });
  afterEach(() => open.splice(0).forEach((socket) => socket.close()));
  afterAll(() => service.stop());

  describe('the connection', () => {
    const refusal = (auth: object, options: object = {}) =>
      TestSocket.connect(service.url, { ...auth }, options).then(
        () => 'connected',
        (error: unknown) => {
          const { data, message } = error as Error & { data?: { code: string } };
          return data?.code ?? message;
        },
      );

    it.each(['websocket', 'polling'])(
      'is accepted over %s with a token in the handshake or the header',
      async (transport) => {
        const dealer = await market.dealer();
        await connect(dealer, {}, { transports: [transport] });
        const header = { extraHeaders: { authorization: `Bearer ${dealer.token}` }, transports: [transport] };
        open.push(await TestSocket.connect(service.url, {}, header));
      },
    );

    it('is refused with UNAUTHORIZED before it is accepted when the token is bad', async () => {
      const { userId, galleryId, token } = await market.dealer();
      const bad = [
        {},
        { token: '' },
        { token: 5 },
        { token: { deep: ['x'] } },
        { token: `${token}x` },
        { token: signToken({ userId, galleryId, expiresIn: -60 }) },
        { token: signToken({ userId: randomUUID(), galleryId }) },
        { token: signToken({ userId, galleryId: randomUUID() }) },
      ];
      for (const auth of bad) expect([auth, await refusal(auth)]).toEqual([auth, 'UNAUTHORIZED']);
      expect(await refusal({}, { query: { token } })).toBe('UNAUTHORIZED');
    });

    it("acts for one of the token's galleries, and for no other", async () => {
      const { userId, galleryId } = await market.dealer();
      const second = await market.gallery('İkinci Galeri');
      const token = signToken({ userId, galleryIds: [galleryId, second] });
      const deal = await market.deal();
      const vehicleId = await market.vehicle(second);
      const socket = await connect({ token }, { galleryId: second });
      const { body } = await as(deal.buyer).post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
      expect(await socket.next('room_created')).toMatchObject({ room: { id: body.data.id } });
      expect(await refusal({ token, galleryId: deal.buyer.galleryId })).toBe('GALLERY_FORBIDDEN');
      expect(await refusal({ token, galleryId: 'abc' })).toBe('VALIDATION_FAILED');
    });

    it('needs the gallery of a service', async () => {
      const { token } = await market.serviceToken();
      const { galleryId } = await market.dealer();
      expect(await refusal({ token })).toBe('VALIDATION_FAILED');
      await connect({ token }, { galleryId });
    });

    it.each(['websocket', 'polling'])('is refused to another origin over %s', async (transport) => {
      const dealer = await market.dealer();
      const from = (origin: string) => ({ extraHeaders: { origin }, transports: [transport] });
      await connect(dealer, {}, from(TEST_ORIGIN));
      expect(await refusal({ token: dealer.token }, from('https://evil.example.com'))).toMatch(
        /websocket error|xhr poll error/,
      );
    });

    it('ends with session_expired when the token ends, unless it was renewed', async () => {
      const { userId, galleryId } = await market.dealer();
      const token = () => signToken({ userId, galleryId, expiresIn: 2 });
      const [ending, renewed] = [await connect({ token: token() }), await connect({ token: token() })];
      const fresh = signToken({ userId, galleryId, expiresIn: 600 });
      const { expires_at } = await renewed.ask<{ expires_at: string }>('authenticate', { token: fresh });
      expect(Date.parse(expires_at)).toBeGreaterThan(Date.now() + 500_000);
      expect(await ending.next('session_expired')).toEqual({ code: 'UNAUTHORIZED' });
      expect(await ending.next('disconnect')).toBe('io server disconnect');
      await renewed.settle();
      expect(renewed.socket.connected).toBe(true);
      expect(renewed.all('session_expired')).toEqual([]);
    });

    it('keeps its user and gallery when it is renewed, and survives a bad token', async () => {
      const { buyer, seller, buyerSocket } = await room();
      for (const token of ['x', seller.token, 5]) {
        const error = await buyerSocket.refusal('authenticate', { token });
        expect([token, error.code]).toEqual([token, token === 5 ? 'VALIDATION_FAILED' : 'UNAUTHORIZED']);
      }
      const otherGallery = signToken({ userId: buyer.userId, galleryId: seller.galleryId });
      expect((await buyerSocket.refusal('authenticate', { token: otherGallery })).code).toBe(
        'GALLERY_FORBIDDEN',
      );
      expect(buyerSocket.socket.connected).toBe(true);
    });
  });

  describe('join_room and leave_room', () => {
    it("takes the id alone or in an object, and answers with the room's state", async () => {
      const { buyer, seller, roomId, buyerSocket, sellerSocket } = await room();
      await as(seller).post(`/chats/${roomId}/messages`, { content: 'Merhaba' });
      for (const payload of [roomId, { roomId }, { roomId: roomId.toUpperCase() }]) {
        const joined = await buyerSocket.ask<JoinResult>('join_room', payload);
        expect({ ...joined, online: [...joined.online].sort() }).toEqual({
          room_id: roomId,
          last_seq: 1,
          unread_count: 1,
          online: [buyer.userId, seller.userId].sort(),
        });
      }
      sellerSocket.close();
      expect(await buyerSocket.ask('leave_room', roomId)).toEqual({ room_id: roomId });
    });

    it.each([
      undefined,
      null,
      5,
      'abc',
      '',
      [],
      {},
      { roomId: { a: [1] } },
      { roomId: [] },
      Buffer.from('x'),
      true,
    ])('refuses %p with VALIDATION_FAILED, and the socket stays', async (payload) => {
      const socket = await connect(await market.dealer());
      for (const event of [
        'join_room',
        'leave_room',
        'typing_start',
        'typing_stop',
        'send_message',
        'mark_read',
      ]) {
        const error = await (payload === undefined ? socket.refusal(event) : socket.refusal(event, payload));
        expect([event, error.code]).toEqual([event, 'VALIDATION_FAILED']);
      }
      expect(socket.socket.connected).toBe(true);
    });

    it('refuses a room of two other galleries, or an unknown one, on every event', async () => {
      const { roomId } = await room();
      const socket = await connect(await market.dealer());
      const events: [string, object][] = [
        ['join_room', {}],
        ['leave_room', {}],
        ['typing_start', {}],
        ['typing_stop', {}],
        ['send_message', { content: 'x' }],
        ['mark_read', {}],
        ['mark_read', { messageId: randomUUID() }],
      ];
      for (const [event, rest] of events) {
        expect([event, (await socket.refusal(event, { roomId, ...rest })).code]).toEqual([
          event,
          'ROOM_FORBIDDEN',
        ]);
        const unknown = { roomId: randomUUID(), ...rest };
        expect([event, (await socket.refusal(event, unknown)).code]).toEqual([event, 'ROOM_NOT_FOUND']);
      }
    });
  });

  describe('send_message and new_message', () => {
    it('reaches the room and the other gallery, once each', async () => {
      const { buyer, seller, roomId, buyerSocket, sellerSocket } = await room();
      const colleague = await connect(await market.dealer({ galleryId: buyer.galleryId }));
      const stranger = await connect(await market.dealer());
      await buyerSocket.ask('join_room', roomId);
      await sellerSocket.ask('join_room', roomId);
      const sellersPhone = await connect(seller);
      const message = await buyerSocket.ask<MessageView>('send_message', { roomId, content: 'Merhaba' });
      expect(message).toMatchObject({ seq: 1, content: 'Merhaba', sender_id: buyer.userId });
      for (const socket of [buyerSocket, sellerSocket, sellersPhone]) {
        expect(await socket.next('new_message')).toEqual({ roomId, message });
      }
      for (const socket of [buyerSocket, sellerSocket, sellersPhone, colleague, stranger]) {
        await socket.settle();
        expect(socket.all('new_message')).toEqual([]);
      }
      expect(
        (await as(seller).get<MessageView>(`/chats/${roomId}/messages/${message.id}`)).body.data,
      ).toEqual(message);
    });

    it('no longer reaches a colleague who left the room', async () => {
      const { buyer, roomId, buyerSocket } = await room();
      const colleague = await connect(await market.dealer({ galleryId: buyer.galleryId }));
      await colleague.ask('join_room', roomId);
      await buyerSocket.ask('send_message', { roomId, content: 'bir' });
      await colleague.next('new_message');
      await colleague.ask('leave_room', { roomId });
      await buyerSocket.ask('send_message', { roomId, content: 'iki' });
      await colleague.settle();
      expect(colleague.all('new_message')).toEqual([]);
    });

    it('takes effect in the order of emitting, whatever the events', async () => {
      const { roomId, buyerSocket, sellerSocket } = await room();
      const sent = Array.from({ length: 40 }, (_, n) =>
        buyerSocket.ask<MessageView>('send_message', { roomId, content: `${n}` }),
      );
      expect((await Promise.all(sent)).map(({ seq, content }) => [seq, content])).toEqual(
        Array.from({ length: 40 }, (_, n) => [n + 1, `${n}`]),
      );
      // Joining needs the database, typing does not: it still comes after the join before it.
      fire(sellerSocket, 'join_room', roomId);
      expect(await sellerSocket.ask('typing_start', { roomId })).toEqual({ room_id: roomId });
    });

    it('knows a repeat under the same clientMessageId', async () => {
      const { roomId, buyerSocket, sellerSocket } = await room();
      const payload = { roomId, content: 'Merhaba', clientMessageId: randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => buyerSocket.ask<MessageView>('send_message', payload)),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect((await buyerSocket.refusal('send_message', { ...payload, content: 'x' })).code).toBe(
        'IDEMPOTENCY_CONFLICT',
      );
      await sellerSocket.settle();
      expect(sellerSocket.all('new_message')).toHaveLength(1);
    });
  });

  it('mark_read marks all or one, and tells both galleries', async () => {
    const { seller, roomId, buyerSocket, sellerSocket } = await room();
    const first = await buyerSocket.ask<MessageView>('send_message', { roomId, content: 'bir' });
    await buyerSocket.ask('send_message', { roomId, content: 'iki' });
    expect(await sellerSocket.ask('mark_read', { roomId, messageId: first.id })).toEqual({
      room_id: roomId,
      read_count: 1,
      unread_count: 1,
      read_up_to_seq: 1,
    });
    expect(await sellerSocket.ask('mark_read', { roomId })).toMatchObject({
      read_count: 1,
      unread_count: 0,
      read_up_to_seq: 2,
    });
    for (const socket of [buyerSocket, sellerSocket]) {
      expect(await socket.next('messages_read')).toMatchObject({
        roomId,
        messageId: first.id,
        readBy: seller.userId,
      });
      expect(await socket.next('messages_read')).toEqual({
        roomId,
        galleryId: seller.galleryId,
        readBy: seller.userId,
        readAt: expect.stringMatching(/Z$/),
        upToSeq: 2,
      });
    }
    expect((await buyerSocket.refusal('mark_read', { roomId, messageId: first.id })).code).toBe(
      'OWN_MESSAGE',
    );
  });

  it('no new_message follows room_closed, however sends and a closing cross', async () => {
    for (let round = 0; round < 20; round++) {
      const { seller, roomId, buyerSocket, sellerSocket } = await room();
      const sends = Array.from({ length: 10 }, (_, n) =>
        buyerSocket.emit('send_message', { roomId, content: `${n}` }),
      );
      const closing = as(seller).delete(`/chats/${roomId}`);
      await Promise.all([...sends, closing]);
      await sellerSocket.settle();
      const events = sellerSocket.arrivals.map(({ event }) => event);
      expect(events).toContain('room_closed');
      expect(events.slice(events.indexOf('room_closed'))).not.toContain('new_message');
    }
  }, 15_000);

  describe('typing', () => {
    it("is told to the room but the typist, on all of the typist's devices", async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await room();
      const buyersPhone = await connect(buyer);
      for (const socket of [buyerSocket, sellerSocket, buyersPhone]) await socket.ask('join_room', roomId);
      await buyerSocket.ask('typing_start', { roomId });
      expect(await sellerSocket.next('user_typing')).toEqual({ userId: buyer.userId, roomId });
      await buyerSocket.ask('typing_stop', { roomId });
      expect(await sellerSocket.next('user_stopped_typing')).toEqual({ userId: buyer.userId, roomId });
      for (const socket of [buyerSocket, buyersPhone]) {
        await socket.settle();
        expect([...socket.all('user_typing'), ...socket.all('user_stopped_typing')]).toEqual([]);
      }
    });

    it('is refused to a socket that has not joined, and nobody is told', async () => {
      const { roomId, buyerSocket, sellerSocket } = await room();
      await sellerSocket.ask('join_room', roomId);
      expect((await buyerSocket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_JOINED');
      await sellerSocket.settle();
      expect(sellerSocket.all('user_typing')).toEqual([]);
    });

    it.each(['disconnect', 'leave_room'])('ends on %s', async (way) => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await room();
      for (const socket of [buyerSocket, sellerSocket]) await socket.ask('join_room', roomId);
      await buyerSocket.ask('typing_start', { roomId });
      if (way === 'disconnect') buyerSocket.close();
      else await buyerSocket.ask('leave_room', { roomId });
      expect(await sellerSocket.next('user_stopped_typing')).toEqual({ userId: buyer.userId, roomId });
    });

    it('ends by itself after 6 s of silence', async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await room();
      for (const socket of [buyerSocket, sellerSocket]) await socket.ask('join_room', roomId);
      const began = Date.now();
      await buyerSocket.ask('typing_start', { roomId });
      expect(await sellerSocket.next('user_stopped_typing', () => true, 10_000)).toEqual({
        userId: buyer.userId,
        roomId,
      });
      expect(Date.now() - began).toBeGreaterThan(5_500);
    }, 15_000);
  });

  describe('a connection that is cut off', () => {
    const connects = ({ socket }: TestSocket, packet: string, times: number) => {
      for (let n = 0; n < times; n++) socket.io.engine.write(packet);
    };

    it('connects over and over', async () => {
      const socket = await connect(await market.dealer());
      connects(socket, '0', 30);
      expect(await socket.next('disconnect')).toBe('transport close');
    });

    it('connects over and over without a token', async () => {
      // Below Socket.IO's client, which would give up after the first refusal: 4 is a message, 0 is CONNECT.
      const raw = new WebSocket(`${service.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      await new Promise((resolve) => raw.addEventListener('open', resolve));
      const closed = new Promise((resolve) => raw.addEventListener('close', resolve));
      for (let n = 0; n < 30; n++) raw.send('40');
      await closed;
    });

    it('asks for a namespace', async () => {
      const socket = await connect(await market.dealer());
      connects(socket, `0/${'n'.repeat(1_000)},`, 1);
      expect(await socket.next('disconnect')).toBe('transport close');
    });

    it('does not read, while the others get everything', async () => {
      const { seller, roomId, buyerSocket, sellerSocket } = await room();
      const slow = await connect(seller);
      const { ws } = slow.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } };
      ws._socket.pause();
      const content = '😀'.repeat(4_000);
      for (let n = 1; n <= 1_200; n++) await buyerSocket.ask('send_message', { roomId, content });
      await sellerSocket.next(
        'new_message',
        ({ message }: { message: MessageView }) => message.seq === 1_200,
      );
      ws._socket.resume();
      expect(await slow.next('disconnect')).toBe('transport close');
      expect(slow.all('new_message').length).toBeLessThan(1_200);
    }, 30_000);
  });

  it('a room_updated whose state cannot be read at first is sent all the same', async () => {
    const { roomId, buyerSocket, sellerSocket } = await room();
    const locker = await service.db.connect();
    await locker.query('BEGIN; LOCK TABLE vehicles IN ACCESS EXCLUSIVE MODE');
    await buyerSocket.ask('send_message', { roomId, content: 'Merhaba' });
    // Longer than the service waits for a lock.
    await locker.query('SELECT pg_sleep(3.5)');
    await locker.query('COMMIT');
    locker.release();
    const updated = await sellerSocket.next<{ room: RoomView }>('room_updated');
    expect(updated.room).toMatchObject({ last_seq: 1, unread_count: 1 });
  }, 15_000);

  it('room_updated follows messages and reads, each gallery with its own count, the last state always', async () => {
    const { roomId, buyerSocket, sellerSocket } = await room();
    for (let n = 1; n <= 20; n++) await buyerSocket.ask('send_message', { roomId, content: `${n}` });
    const last = ({ room: { last_seq } }: { room: RoomView }) => last_seq === 20;
    expect((await sellerSocket.next<{ room: RoomView }>('room_updated', last)).room).toMatchObject({
      id: roomId,
      last_message_preview: '20',
      unread_count: 20,
      vehicle_brand: 'BMW',
    });
    expect((await buyerSocket.next<{ room: RoomView }>('room_updated', last)).room.unread_count).toBe(0);
    expect(sellerSocket.all('room_updated').length).toBeLessThan(5);
    await sellerSocket.ask('mark_read', { roomId });
    const read = ({ room }: { room: RoomView }) => room.last_seq === 20 && room.unread_count === 0;
    await sellerSocket.next('room_updated', read);
  });

  describe('failures', () => {
    it('arrive as error_event when no ack was given, never as exception', async () => {
      const { roomId } = await room();
      const socket = await connect(await market.dealer());
      fire(socket, 'join_room', 'abc');
      fire(socket, 'join_room', roomId);
      fire(socket, 'no_such_event', { a: 1 });
      const byCode = (code: string) => (event: { error: { code: string } }) => event.error.code === code;
      expect(await socket.next('error_event', byCode('VALIDATION_FAILED'))).toEqual({
        event: 'join_room',
        error: { code: 'VALIDATION_FAILED', message: expect.any(String), details: [expect.any(Object)] },
      });
      expect(await socket.next('error_event', byCode('ROOM_FORBIDDEN'))).toMatchObject({
        event: 'join_room',
      });
      expect(await socket.next('error_event', byCode('UNKNOWN_EVENT'))).toMatchObject({
        event: 'no_such_event',
      });
      await socket.settle();
      expect(socket.all('exception')).toEqual([]);
      expect(socket.socket.connected).toBe(true);
    });

    it('speak the language of the handshake, in the envelope of REST', async () => {
      const dealer = await market.dealer();
      const english = await connect(dealer, {}, { extraHeaders: { 'accept-language': 'en' } });
      expect(await english.emit('join_room', randomUUID())).toEqual({
        success: false,
        error: { code: 'ROOM_NOT_FOUND', message: 'The room was not found.' },
        request_id: expect.any(String),
      });
      const turkish = await connect(dealer);
      expect((await turkish.refusal('join_room', randomUUID())).message).toBe('Sohbet odası bulunamadı.');
    });

    it('survive thousands of nested arrays, and the payload is never sent back', async () => {
      const { roomId, buyerSocket } = await room();
      // Past the client, whose own encoder gives up on it: an event packet of Socket.IO begins with 2.
      const deep = `${'['.repeat(40_000)}"secret-payload"${']'.repeat(40_000)}`;
      buyerSocket.socket.io.engine.write(
        `2["send_message",{"roomId":"${roomId}","content":"x","metadata":{"deep":${deep}}}]`,
      );
      const event = await buyerSocket.next('error_event');
      expect(event).toMatchObject({ event: 'send_message', error: { code: 'VALIDATION_FAILED' } });
      expect(JSON.stringify(event)).not.toContain('secret-payload');
      expect(await buyerSocket.ask('join_room', roomId)).toMatchObject({ last_seq: 0 });
    });

    it('answer RATE_LIMITED to a thousand events at once, and the socket stays', async () => {
      const { roomId, buyerSocket } = await room();
      const answers = await Promise.all(
        Array.from({ length: 2_500 }, () => buyerSocket.emit('leave_room', { roomId })),
      );
      const limited = answers.filter((answer) => !answer.success && answer.error.code === 'RATE_LIMITED');
      expect(limited.length).toBeGreaterThan(100);
      expect(answers.filter(({ success }) => success).length).toBeGreaterThanOrEqual(300);
      expect(buyerSocket.socket.connected).toBe(true);
    });

    it('name an event that is not there only by its beginning', async () => {
      const socket = await connect(await market.dealer());
      fire(socket, 'x'.repeat(900_000));
      expect(await socket.next('error_event')).toMatchObject({ event: 'x'.repeat(100) });
    });

    it('refuse binary parts of a payload', async () => {
      const { roomId, buyerSocket } = await room();
      for (const metadata of [Buffer.from('x'), { photo: Buffer.from('x') }]) {
        const error = await buyerSocket.refusal('send_message', { roomId, content: 'x', metadata });
        expect(error.code).toBe('VALIDATION_FAILED');
      }
    });

    it('close the socket of a frame over 1 MB', async () => {
      const { roomId, buyerSocket } = await room();
      fire(buyerSocket, 'send_message', { roomId, content: 'x'.repeat(1_100_000) });
      expect(await buyerSocket.next('disconnect')).toBe('transport close');
    });
  });
});
