import { setTimeout as delay } from 'node:timers/promises';
import type { RoomView } from '../../src/contracts/index.js';
import { describeWithRedis } from '../support/redis.js';
import { signToken } from '../support/tokens.js';
import { useTwoNodes } from '../support/two-nodes.js';

describeWithRedis('two nodes', () => {
  const nodes = useTwoNodes();

  /** A room whose buyer is connected to one node and whose seller to the other, both joined. */
  async function talk() {
    const room = await nodes.one.room();
    const buyer = await nodes.one.connect(room.buyer);
    const seller = await nodes.other.connect(room.seller);
    await Promise.all([buyer.ask('join_room', room.roomId), seller.ask('join_room', room.roomId)]);
    return { ...room, buyerSocket: buyer, sellerSocket: seller };
  }

  it('carry messages both ways, once for a socket in both channels', async () => {
    const { roomId, buyerSocket, sellerSocket } = await talk();
    await buyerSocket.ask('send_message', { roomId, content: 'Merhaba' });
    await sellerSocket.ask('send_message', { roomId, content: 'Buyurun' });
    for (const socket of [buyerSocket, sellerSocket]) {
      await socket.next('new_message', ({ message }) => message.content === 'Merhaba');
      await socket.next('new_message', ({ message }) => message.content === 'Buyurun');
      await socket.settle();
      expect(socket.all('new_message')).toEqual([]);
    }
  });

  it('give the messages of one sender in the order of their numbers', async () => {
    const { roomId, buyerSocket, sellerSocket } = await talk();
    const contents = Array.from({ length: 100 }, (_, i) => `Mesaj ${i + 1}`);
    await Promise.all(contents.map((content) => buyerSocket.ask('send_message', { roomId, content })));
    for (const socket of [buyerSocket, sellerSocket]) {
      await socket.waitFor('new_message', ({ message }) => message.seq === 100);
      expect(socket.all('new_message').map(({ message }) => message.seq)).toEqual(
        contents.map((_, i) => i + 1),
      );
    }
  });

  it('carry what was read, opened and closed', async () => {
    const { roomId, path, buyer, seller, send, buyerSocket, sellerSocket } = await talk();
    await send(buyer, 'Okundu mu?');
    await nodes.other.as(seller).post(`${path}/read`);
    const read = await buyerSocket.next('messages_read');
    expect(read).toMatchObject({ roomId, readBy: seller.userId, upToSeq: 1 });
    await buyerSocket.next('room_updated', ({ room }) => room.unread_count === 0);

    await nodes.one.as(buyer).delete(path);
    await sellerSocket.next('room_closed');
    expect((await sellerSocket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_FOUND');

    const again = await nodes.other.as(seller).post<RoomView>('/chats', {
      roomType: 'vehicle',
      vehicleId: await nodes.one.market.vehicle(seller.galleryId),
      otherGalleryId: buyer.galleryId,
    });
    const created = await buyerSocket.next('room_created');
    expect(created.room.id).toBe(again.body.data.id);
  });

  it('send the state of a room at most once a second together, and its last one always', async () => {
    const { path, buyer, seller, buyerSocket } = await talk();
    const before = Date.now();
    let sent = 0;
    while (Date.now() - before < 4_000) {
      await nodes.one.as(buyer).post(`${path}/messages`, { content: 'Bir' });
      await nodes.other.as(seller).post(`${path}/messages`, { content: 'İki' });
      sent += 2;
      await delay(50);
    }
    const seconds = (Date.now() - before) / 1_000;
    await buyerSocket.waitFor('room_updated', ({ room }) => room.last_seq === sent);
    expect(buyerSocket.all('room_updated').length).toBeLessThanOrEqual(seconds + 2);
  }, 20_000);

  it('tell who is typing, and that they stopped: by themselves, or because their connection broke', async () => {
    const { roomId, buyer, seller, buyerSocket, sellerSocket } = await talk();
    const silentSince = Date.now();
    await buyerSocket.ask('typing_start', { roomId });
    expect(await sellerSocket.next('user_typing')).toEqual({ roomId, userId: buyer.userId });
    await sellerSocket.next('user_stopped_typing', undefined, 9_000);
    expect(Date.now() - silentSince).toBeGreaterThan(5_500);

    await sellerSocket.ask('typing_start', { roomId });
    await buyerSocket.next('user_typing', ({ userId }) => userId === seller.userId);
    sellerSocket.cut();
    expect(await buyerSocket.next('user_stopped_typing')).toEqual({ roomId, userId: seller.userId });
  }, 20_000);

  it('end a socket whose token ends with the word that tells why', async () => {
    const { buyer } = await nodes.one.market.deal();
    const socket = await nodes.one.connect({ token: signToken({ ...buyer, expiresIn: -28 }) });
    await socket.next('session_expired');
    await socket.next('disconnect');
  });
});
