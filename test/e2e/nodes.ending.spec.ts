import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { JoinResult, RoomView } from '../../src/contracts/index.js';
import { administration, expectCut } from '../support/administration.js';
import { describeWithRedis, OwnRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';

describeWithRedis('one of two nodes that is told to end', () => {
  let redis: OwnRedis;
  let staying: Scene;
  let leaving: Scene;
  let ended: Promise<void>;

  beforeAll(async () => {
    redis = await OwnRedis.start();
    staying = await Scene.open({ REDIS_URL: redis.url });
  }, 60_000);

  afterEach(async () => {
    staying.hangUp();
    leaving.hangUp();
    await ended;
  }, 30_000);

  afterAll(async () => {
    await staying.close();
    await redis.remove();
  });

  /** @param seconds for which the other node works on when it is told to end */
  async function open(seconds: number): Promise<void> {
    leaving = await Scene.beside(staying, {
      REDIS_URL: redis.url,
      SHUTDOWN_DELAY_SECONDS: String(seconds),
    });
  }

  /** Holds the node's end up. @returns what lets it go on */
  async function stall(): Promise<() => void> {
    const { hostname, port } = new URL(leaving.service.url);
    const socket: Socket = connect(Number(port), hostname).on('error', () => undefined);
    await once(socket, 'connect');
    const { token } = await staying.market.dealer();
    const head = ['POST /chats HTTP/1.1', 'Host: x', `Authorization: Bearer ${token}`];
    socket.write([...head, 'Content-Type: application/json', 'Content-Length: 10', '', '{'].join('\r\n'));
    // The node has taken it when a later request is answered.
    await leaving.as({ token }).get('/chats');
    return () => socket.destroy();
  }

  it('ends sessions that are revoked, and says where rooms stand, as long as it works on', async () => {
    await open(3);
    const { roomId, buyer, seller, send } = await staying.room();
    const { revoke } = await administration(staying);
    const [phone, watching] = [await leaving.connect(buyer), await leaving.connect(seller)];
    await send(seller, 'Merhaba');
    ended = leaving.close();
    await redis.with((client) => client.xadd('chat:broadcasts', '*', 'missed', '1000'));
    const head = await watching.next('room_head', undefined, 2_000);
    expect(head).toMatchObject({ roomId, lastSeq: 1 });
    await revoke({ userId: buyer.userId });
    await expectCut(phone);
    expect(watching.all('server_shutdown')).toEqual([]);
  }, 30_000);

  it('tells the last state of a room that changed on it', async () => {
    await open(0);
    const { roomId, buyer, seller } = await staying.room();
    const watching = await staying.connect(seller);
    const send = (content: string) => leaving.as(buyer).post(`/chats/${roomId}/messages`, { content });
    await send('Bir');
    const unread = (count: number) => (event: { room: RoomView }) => event.room.unread_count === count;
    await watching.next('room_updated', unread(1));
    // Within the second in which the room's state is not told again.
    await send('İki');
    ended = leaving.close();
    await watching.next('room_updated', unread(2), 5_000);
  }, 30_000);

  it('does not have its people seen to leave, who come to the other node, however long it takes to end', async () => {
    await open(0);
    const { roomId, buyer, seller } = await staying.room();
    const watching = await staying.connect(seller);
    const phone = await leaving.connect(buyer);
    await phone.ask('join_room', roomId);
    const online = async () => (await watching.ask<JoinResult>('join_room', roomId)).online;
    while ((await online()).length < 2);

    const goOn = await stall();
    ended = leaving.close();
    await phone.next('disconnect');
    // Longer than the grace; clients are asked to spread their return over as long.
    await delay(6_500);
    await staying.connect(buyer);
    goOn();
    await ended;
    // Longer than the lease of the node that has ended, and the next look at the leases.
    await delay(16_000);
    await watching.settle();
    const gone = watching.all('presence').filter(({ status }) => status === 'offline');
    expect(gone).toEqual([]);
    expect(await online()).toContain(buyer.userId);
  }, 60_000);
});
