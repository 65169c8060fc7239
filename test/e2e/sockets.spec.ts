import { randomUUID } from 'node:crypto';
import type { JoinResult, MessageView, RoomView } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';
import type { TestSocket } from '../support/sockets.js';

describe('sockets', () => {
  let scene: Scene;

  /** Emits without asking for an ack. */
  const fire = ({ socket }: TestSocket, event: string, ...args: unknown[]) => socket.emit(event, ...args);

  /** Right but for its room, where a payload can have one. */
  const withContent = (payload: unknown): unknown =>
    payload?.constructor === Object ? { content: 'x', ...payload } : payload;

  beforeAll(async () => {
    scene = await Scene.open();
  });
  afterEach(() => scene.hangUp());
  afterAll(() => scene.close());

  describe('join_room and leave_room', () => {
    it("takes the id alone or in an object, and answers with the room's state", async () => {
      const { buyer, seller, roomId, buyerSocket, sellerSocket } = await scene.call();
      await scene.as(seller).post(`/chats/${roomId}/messages`, { content: 'Merhaba' });
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
      const socket = await scene.connect(await scene.market.dealer());
      for (const event of [
        'join_room',
        'leave_room',
        'typing_start',
        'typing_stop',
        'send_message',
        'mark_read',
      ]) {
        const sent = event === 'send_message' ? withContent(payload) : payload;
        const error = await (sent === undefined ? socket.refusal(event) : socket.refusal(event, sent));
        expect([event, error.code]).toEqual([event, 'VALIDATION_FAILED']);
        expect(error.details?.map(({ field }) => field)).toEqual([expect.stringMatching(/^(body|roomId)$/)]);
      }
      expect(socket.socket.connected).toBe(true);
    });
  });

  describe('send_message and new_message', () => {
    it('reaches the room and the other gallery, once each', async () => {
      const { buyer, seller, roomId, buyerSocket, sellerSocket } = await scene.call();
      const colleague = await scene.connect(await scene.market.dealer({ galleryId: buyer.galleryId }));
      const stranger = await scene.connect(await scene.market.dealer());
      await buyerSocket.ask('join_room', roomId);
      await sellerSocket.ask('join_room', roomId);
      const sellersPhone = await scene.connect(seller);
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
        (await scene.as(seller).get<MessageView>(`/chats/${roomId}/messages/${message.id}`)).body.data,
      ).toEqual(message);
    });

    it('no longer reaches a colleague who left the room', async () => {
      const { buyer, roomId, buyerSocket } = await scene.call();
      const colleague = await scene.connect(await scene.market.dealer({ galleryId: buyer.galleryId }));
      await colleague.ask('join_room', roomId);
      await buyerSocket.ask('send_message', { roomId, content: 'bir' });
      await colleague.next('new_message');
      await colleague.ask('leave_room', { roomId });
      await buyerSocket.ask('send_message', { roomId, content: 'iki' });
      await colleague.settle();
      expect(colleague.all('new_message')).toEqual([]);
    });

    it('takes effect in the order of emitting, whatever the events', async () => {
      const { roomId, buyerSocket, sellerSocket } = await scene.call();
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
      const { roomId, buyerSocket, sellerSocket } = await scene.call();
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
    const { seller, roomId, buyerSocket, sellerSocket } = await scene.call();
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
        afterRev: 1,
        rev: 2,
      });
    }
    expect((await buyerSocket.refusal('mark_read', { roomId, messageId: first.id })).code).toBe(
      'OWN_MESSAGE',
    );
  });

  it('no new_message follows room_closed on one node, however sends and a closing cross', async () => {
    // Between nodes events can cross: what one closed, another may still be sending to for a moment.
    const alone = await Scene.open({}, { nodes: 1 });
    for (let round = 0; round < 20; round++) {
      const { seller, roomId, buyerSocket, sellerSocket } = await alone.call();
      const sends = Array.from({ length: 10 }, (_, n) =>
        buyerSocket.emit('send_message', { roomId, content: `${n}` }),
      );
      const closing = alone.as(seller).delete(`/chats/${roomId}`);
      await Promise.all([...sends, closing]);
      await sellerSocket.settle();
      const events = sellerSocket.arrivals.map(({ event }) => event);
      expect(events).toContain('room_closed');
      expect(events.slice(events.indexOf('room_closed'))).not.toContain('new_message');
    }
    alone.hangUp();
    await alone.close();
  }, 15_000);

  describe('typing', () => {
    it("is told to the room but the typist, on all of the typist's devices", async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await scene.call();
      const buyersPhone = await scene.connect(buyer);
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
      const { roomId, buyerSocket, sellerSocket } = await scene.call();
      await sellerSocket.ask('join_room', roomId);
      expect((await buyerSocket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_JOINED');
      await sellerSocket.settle();
      expect(sellerSocket.all('user_typing')).toEqual([]);
    });

    it.each(['disconnect', 'leave_room'])('ends on %s', async (way) => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await scene.call();
      for (const socket of [buyerSocket, sellerSocket]) await socket.ask('join_room', roomId);
      await buyerSocket.ask('typing_start', { roomId });
      if (way === 'disconnect') buyerSocket.close();
      else await buyerSocket.ask('leave_room', { roomId });
      expect(await sellerSocket.next('user_stopped_typing')).toEqual({ userId: buyer.userId, roomId });
    });

    it('ends by itself after 6 s of silence', async () => {
      const { buyer, roomId, buyerSocket, sellerSocket } = await scene.call();
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

  it('a room_updated whose state cannot be read at first is sent all the same', async () => {
    const { roomId, buyerSocket, sellerSocket } = await scene.call();
    const locker = await scene.service.db.connect();
    await locker.query('BEGIN; LOCK TABLE vehicles IN ACCESS EXCLUSIVE MODE');
    await buyerSocket.ask('send_message', { roomId, content: 'Merhaba' });
    // Longer than the service waits for a lock.
    await locker.query('SELECT pg_sleep(3.5)');
    await locker.query('COMMIT');
    locker.release();
    const updated = await sellerSocket.next('room_updated');
    expect(updated.room).toMatchObject({ last_seq: 1, unread_count: 1 });
  }, 15_000);

  it('room_updated follows messages and reads, each gallery with its own count, the last state always', async () => {
    const { roomId, buyerSocket, sellerSocket } = await scene.call();
    for (let n = 1; n <= 20; n++) await buyerSocket.ask('send_message', { roomId, content: `${n}` });
    const last = ({ room: { last_seq } }: { room: RoomView }) => last_seq === 20;
    expect((await sellerSocket.next('room_updated', last)).room).toMatchObject({
      id: roomId,
      last_message_preview: '20',
      unread_count: 20,
      vehicle_brand: 'BMW',
    });
    expect((await buyerSocket.next('room_updated', last)).room.unread_count).toBe(0);
    expect(sellerSocket.all('room_updated').length).toBeLessThan(5);
    await sellerSocket.ask('mark_read', { roomId });
    const read = ({ room }: { room: RoomView }) => room.last_seq === 20 && room.unread_count === 0;
    await sellerSocket.next('room_updated', read);
  });
});
