import { setTimeout as delay } from 'node:timers/promises';
import type { JoinResult } from '../../src/contracts/index.js';
import { administration, jtiOf, ON_EVERY_NODE } from '../support/administration.js';
import { describeWithRedis } from '../support/redis.js';
import type { TestSocket } from '../support/sockets.js';
import { signToken } from '../support/tokens.js';
import { useTwoNodes } from '../support/two-nodes.js';

describeWithRedis('a client that comes back', () => {
  const nodes = useTwoNodes({ RATE_LIMIT_ENABLED: 'false' });

  const contents = (socket: TestSocket): (string | null)[] =>
    socket.all('new_message').map(({ message }) => message.content);

  /** A buyer's socket on the first node, joined, with one message behind it: cut off, and its session kept. */
  async function away() {
    const room = await nodes.one.room();
    const socket = await nodes.one.connect(room.buyer);
    await socket.ask('join_room', room.roomId);
    await room.send(room.seller, 'Önce');
    await socket.next('new_message');
    await cutOff(socket);
    return { ...room, socket };
  }

  async function cutOff(socket: TestSocket): Promise<void> {
    const kept = () => nodes.redis.with((client) => client.keys('chat:session:*'));
    const before = (await kept()).length;
    socket.cut();
    for (const deadline = Date.now() + 5_000; (await kept()).length === before;) {
      if (Date.now() > deadline) throw new Error('No session was kept');
      await delay(10);
    }
    socket.arrivals.length = 0;
  }

  it('gets what it missed on any node, in order and once, and is in its rooms again', async () => {
    const { roomId, seller, send, socket } = await away();
    for (let i = 1; i <= 5; i++) await send(seller, `Kaçan ${i}`);
    const typist = await nodes.one.connect(seller);
    await typist.ask('join_room', roomId);

    expect(await socket.comeBack(nodes.other.service.url)).toBe(true);
    await send(seller, 'Canlı');
    await socket.waitFor('new_message', ({ message }) => message.content === 'Canlı');
    expect(contents(socket)).toEqual(['Kaçan 1', 'Kaçan 2', 'Kaçan 3', 'Kaçan 4', 'Kaçan 5', 'Canlı']);
    expect(await socket.next('room_head')).toMatchObject({
      roomId,
      lastSeq: expect.any(Number),
    });

    // As any other socket: its events are counted and handled, and it hears of what goes to the room alone.
    await typist.ask('typing_start', { roomId });
    await socket.next('user_typing');
    await socket.ask('typing_start', { roomId });
    await typist.next('user_typing');
    expect((await socket.refusal('no_such_event')).code).toBe('UNKNOWN_EVENT');
  });

  it('hears of the people of its rooms again, and is there once for them', async () => {
    const { roomId, buyer, seller, socket } = await away();
    expect(await socket.comeBack(nodes.other.service.url)).toBe(true);
    const watching = await nodes.one.connect(seller);
    const { online } = await watching.ask<JoinResult>('join_room', roomId);
    expect(online.sort()).toEqual([buyer.userId, seller.userId].sort());
    const ofSeller = ({ userId }: { userId: string }) => userId === seller.userId;
    expect(await socket.next('presence', ofSeller)).toMatchObject({ status: 'online' });
    expect(await socket.next('user_joined', ofSeller)).toEqual({ roomId, userId: seller.userId });

    socket.close();
    const gone = ({ userId }: { userId: string }) => userId === buyer.userId;
    expect(await watching.next('user_left', gone, 15_000)).toEqual({ roomId, userId: buyer.userId });
    expect(await watching.next('presence', gone)).toMatchObject({ status: 'offline' });
    await watching.settle();
    expect([...watching.all('user_left'), ...watching.all('presence')]).toEqual([]);
  }, 40_000);

  it('is recovered once more with what came since', async () => {
    const { seller, send, socket } = await away();
    await send(seller, 'Bir');
    expect(await socket.comeBack(nodes.other.service.url)).toBe(true);
    await socket.next('new_message', ({ message }) => message.content === 'Bir');
    await cutOff(socket);
    await send(seller, 'İki');
    expect(await socket.comeBack(nodes.one.service.url)).toBe(true);
    await socket.waitFor('new_message', ({ message }) => message.content === 'İki');
    expect(contents(socket)).toEqual(['İki']);
  });

  it('gets nothing with a token that has ended', async () => {
    const { buyer, seller, send, socket } = await away();
    await send(seller, 'Gizli');
    const token = signToken({ ...buyer, expiresIn: -60 });
    await expect(socket.comeBack(nodes.other.service.url, { token })).rejects.toMatchObject({
      data: { code: 'UNAUTHORIZED' },
    });
    expect(socket.all('new_message')).toEqual([]);
  });

  it.each(['userId', 'jti'])('gets nothing with a token that was revoked meanwhile, by %s', async (by) => {
    const { buyer, seller, send, socket } = await away();
    const { revoke } = await administration(nodes.one);
    await revoke(by === 'jti' ? { jti: jtiOf(buyer.token) } : { userId: buyer.userId });
    await send(seller, 'Gizli');
    await delay(ON_EVERY_NODE);
    await expect(socket.comeBack(nodes.other.service.url)).rejects.toMatchObject({
      data: { code: 'UNAUTHORIZED' },
    });
    expect(socket.all('new_message')).toEqual([]);
  });

  it.each(['another gallery', 'the same gallery'])(
    'gets nothing of the session of somebody else, of %s',
    async (whose) => {
      const { roomId, buyer, seller, send, socket } = await away();
      await send(seller, 'Gizli');
      const thief = await nodes.one.market.dealer(whose === 'the same gallery' ? buyer : {});
      expect(await socket.comeBack(nodes.other.service.url, { token: thief.token })).toBe(false);
      expect((await socket.refusal('typing_start', { roomId })).code).toBe(
        whose === 'the same gallery' ? 'ROOM_NOT_JOINED' : 'ROOM_FORBIDDEN',
      );
      expect(socket.all('new_message')).toEqual([]);
    },
  );

  it('gets neither the packets nor the channel of a room that was deleted meanwhile, but that it was', async () => {
    const { roomId, path, seller, send, socket } = await away();
    await send(seller, 'Silinecek');
    await nodes.one.as(seller).delete(path);
    expect(await socket.comeBack(nodes.other.service.url)).toBe(true);
    await socket.next('room_closed');
    await socket.settle();
    expect(socket.all('new_message')).toEqual([]);
    expect((await socket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_FOUND');
  });

  it('starts anew when more than a million characters lie between, which might cut it off again', async () => {
    const { send, seller, socket } = await away();
    for (let i = 0; i < 260; i++) await send(seller, 'ş'.repeat(4_000));
    expect(await socket.comeBack(nodes.other.service.url)).toBe(false);
    await socket.settle();
    expect(socket.all('new_message')).toEqual([]);
  }, 30_000);

  it('starts anew when it is too many events behind', async () => {
    const { roomId, seller, socket } = await away();
    const typist = await nodes.one.connect(seller);
    await typist.ask('join_room', roomId);
    for (let i = 0; i < 1_010; i++) await typist.ask('typing_start', { roomId });
    expect(await socket.comeBack(nodes.one.service.url)).toBe(false);
    await socket.settle();
    expect(socket.all('user_typing')).toEqual([]);
    expect((await socket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_JOINED');
  }, 60_000);
});
