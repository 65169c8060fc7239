import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { MessageView, RoomHeadEvent, RoomView } from '../../src/contracts/index.js';
import { NODES_KEY } from '../../src/cluster/index.js';
import { ON_EVERY_NODE } from '../support/administration.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { describeWithRedis } from '../support/redis.js';
import { Scene } from '../support/scene.js';
import { silentServer } from '../support/silent-server.js';
import { TestSocket } from '../support/sockets.js';
import { useTwoNodes } from '../support/two-nodes.js';

const withContent =
  (content: string) =>
  ({ message }: { message: MessageView }): boolean =>
    message.content === content;

describeWithRedis('two nodes, when something is lost', () => {
  const nodes = useTwoNodes();

  /** The buyer on one node; the seller on the other, once joined and once only listening to its gallery. */
  async function talk() {
    const room = await nodes.one.room();
    const buyer = await nodes.one.connect(room.buyer);
    const seller = await nodes.other.connect(room.seller);
    const listener = await nodes.other.connect(room.seller);
    await Promise.all([buyer.ask('join_room', room.roomId), seller.ask('join_room', room.roomId)]);
    return { ...room, buyerSocket: buyer, sellerSocket: seller, listener };
  }

  const head = (socket: TestSocket, roomId: string, lastSeq: number, patience = 10_000) =>
    socket.next('room_head', (event) => event.roomId === roomId && event.lastSeq === lastSeq, patience);

  it('say where rooms stand after a node was lost', async () => {
    const { roomId, buyer, send, buyerSocket, sellerSocket, listener } = await talk();
    const ghost = randomUUID();
    await nodes.redis.with(async (client) => {
      const [seconds] = await client.time();
      await client.zadd(NODES_KEY, Number(seconds) * 1_000, ghost);
    });
    const lastSeen = Date.now();
    await send(buyer, 'Kimse duymadı');
    await Promise.all([buyerSocket, sellerSocket, listener].map((socket) => head(socket, roomId, 1, 12_000)));
    expect(Date.now() - lastSeen).toBeLessThan(9_000);

    // What the lost node had asked of the database can still be carried out after it has gone.
    await nodes.one.service.db.query(
      'UPDATE chat_rooms SET last_seq = 2, last_message_at = now(), updated_at = now() WHERE id = $1',
      [roomId],
    );
    await Promise.all([buyerSocket, sellerSocket, listener].map((socket) => head(socket, roomId, 2)));
  }, 40_000);

  it('say that somebody has stopped typing who was at a node that was killed', async () => {
    const { roomId, buyer, seller } = await nodes.one.room();
    const registered = () => nodes.redis.with((client) => client.zcard(NODES_KEY));
    const before = await registered();
    const environment = productionEnvironment(nodes.one.service.ground.database.url);
    const doomed = await ServiceProcess.start({ ...environment, REDIS_URL: nodes.redis.url });
    await doomed.ready();
    const readers = [await nodes.one.connect(seller), await nodes.other.connect(seller)];
    const typist = await TestSocket.connect(doomed.url, { token: buyer.token });
    for (const socket of [...readers, typist]) await socket.ask('join_room', roomId);
    await typist.ask('typing_start', { roomId });
    for (const reader of readers) await reader.next('user_typing');
    while ((await registered()) === before) await delay(50);
    await doomed.stop('SIGKILL');
    for (const reader of readers) {
      const stopped = await reader.next('user_stopped_typing', undefined, 12_000);
      expect(stopped).toEqual({ userId: buyer.userId, roomId });
      await reader.settle();
      expect(reader.all('user_stopped_typing')).toEqual([]);
    }
  }, 40_000);

  it('go on without Redis, each for its own sockets, and say where rooms stand when it is back, empty', async () => {
    const { roomId, buyer, send, buyerSocket, sellerSocket, listener } = await talk();
    const quiet = await nodes.one.room();
    await nodes.one.service.db.query(
      `UPDATE chat_rooms SET updated_at = now() - interval '1 hour' WHERE id = $1`,
      [quiet.roomId],
    );
    const quietSocket = await nodes.other.connect(quiet.seller);

    await nodes.redis.stop();
    for (const content of ['Bir', 'İki', 'Üç']) {
      const before = Date.now();
      expect((await send(buyer, content)).status).toBe(201);
      await buyerSocket.next('new_message', withContent(content));
      expect(Date.now() - before).toBeLessThan(3_000);
    }
    expect(sellerSocket.all('new_message')).toEqual([]);

    await nodes.redis.restart();
    const back = Date.now();
    // Those on this node lacked nothing, but it cannot know what the other one said.
    await Promise.all([buyerSocket, sellerSocket, listener].map((socket) => head(socket, roomId, 3)));
    await send(buyer, 'Dört');
    await sellerSocket.next('new_message', withContent('Dört'), 10_000 - (Date.now() - back));
    expect(quietSocket.all('room_head')).toEqual([]);
  }, 60_000);

  it('say so too of what only was read meanwhile, also to who has not joined the room', async () => {
    const { roomId, path, buyer, seller, send, buyerSocket, sellerSocket } = await talk();
    const inbox = await nodes.one.connect(buyer);
    await send(buyer, 'Okunacak');
    await sellerSocket.next('new_message');
    await nodes.redis.stop();
    await nodes.other.as(seller).post(`${path}/read`);
    await nodes.redis.restart();
    const ofTheRead = (event: RoomHeadEvent) => event.roomId === roomId && event.rev > 0;
    for (const socket of [buyerSocket, inbox]) {
      expect(await socket.next('room_head', ofTheRead)).toMatchObject({ lastSeq: 1 });
    }
  }, 60_000);

  it('say that a room was opened meanwhile', async () => {
    const { buyer, seller, offerId } = await nodes.one.market.deal();
    const sockets = [await nodes.one.connect(buyer), await nodes.other.connect(seller)];
    await nodes.redis.stop();
    const opened = await nodes.one.as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
    await nodes.redis.restart();
    for (const socket of sockets) await head(socket, opened.body.data.id, 0);
  }, 60_000);

  it('close a room that is deleted meanwhile: within a second to who has joined it, later to its galleries', async () => {
    const { roomId, path, buyer, buyerSocket, sellerSocket, listener } = await talk();
    const unjoined = await nodes.one.room();
    const inbox = await nodes.other.connect(unjoined.seller);
    await nodes.redis.stop();
    await nodes.one.as(buyer).delete(path);
    await nodes.one.as(unjoined.buyer).delete(unjoined.path);
    await buyerSocket.next('room_closed');
    expect(await sellerSocket.next('room_closed', undefined, ON_EVERY_NODE)).toEqual({ roomId });
    expect((await sellerSocket.refusal('typing_start', { roomId })).code).toBe('ROOM_NOT_FOUND');
    expect(await listener.next('room_closed')).toEqual({ roomId });
    await inbox.settle();
    expect(inbox.all('room_closed')).toEqual([]);
    await nodes.redis.restart();
    expect(await inbox.next('room_closed', undefined, 10_000)).toEqual({ roomId: unjoined.roomId });
  }, 60_000);
});

describe('a node whose Redis accepts and never answers', () => {
  it('starts, delivers, and ends', async () => {
    const silent = await silentServer();
    const scene = await Scene.open({ REDIS_URL: `redis://${silent.address}` });
    try {
      const { roomId, buyerSocket, sellerSocket } = await scene.call();
      await sellerSocket.ask('join_room', roomId);
      for (const content of ['Bir', 'İki', 'Üç']) await buyerSocket.ask('send_message', { roomId, content });
      await sellerSocket.waitFor('new_message', withContent('Üç'));
      expect(sellerSocket.all('new_message').map(({ message }) => message.seq)).toEqual([1, 2, 3]);
      scene.hangUp();
    } finally {
      await scene.close();
      await silent.close();
    }
  }, 30_000);
});
