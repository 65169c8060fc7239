import { setTimeout as delay } from 'node:timers/promises';
import type { JoinResult, PresenceEvent, PresenceView } from '../../src/contracts/index.js';
import type { Dealer } from '../factories/marketplace.js';
import { Attendees } from '../../src/presence/index.js';
import type { TestNode } from '../support/node.js';
import { productionEnvironment, ServiceProcess } from '../support/process.js';
import { describeWithRedis } from '../support/redis.js';
import type { Scene } from '../support/scene.js';
import { TestSocket } from '../support/sockets.js';
import { useTwoNodes } from '../support/two-nodes.js';

/** Milliseconds: nobody stays online longer than this when their node dies. */
const OFFLINE_WITHIN = 30_000;

describeWithRedis('presence on two nodes', () => {
  const nodes = useTwoNodes();

  const status = async (node: Scene, caller: Dealer, { userId }: Dealer) => {
    const answer = await node.as(caller).get<PresenceView[]>(`/chats/presence?userIds=${userId}`);
    return answer.body.data[0]?.status;
  };

  /** Both nodes have told Redis who is connected. */
  const online = async (socket: TestSocket, roomId: string, people: Dealer[]): Promise<void> => {
    const expected = people.map(({ userId }) => userId).sort();
    for (let found: string[] = []; found.join() !== expected.join();) {
      found = (await socket.ask<JoinResult>('join_room', roomId)).online.sort();
    }
  };

  it('answers the people of both nodes on each of them', async () => {
    const { buyer, seller, roomId } = await nodes.one.room();
    const [buyerSocket, sellerSocket] = [await nodes.one.connect(buyer), await nodes.other.connect(seller)];
    for (const socket of [buyerSocket, sellerSocket]) await online(socket, roomId, [buyer, seller]);
    expect(await status(nodes.one, buyer, seller)).toBe('online');
    expect(await status(nodes.other, seller, buyer)).toBe('online');
  });

  it('does not take somebody for gone who comes back on the other node within the grace', async () => {
    const { buyer, seller, roomId } = await nodes.one.room();
    const sockets = [await nodes.one.connect(seller), await nodes.other.connect(seller)];
    const before = await nodes.one.connect(buyer);
    for (const socket of sockets) await online(socket, roomId, [buyer, seller]);
    before.close();
    await nodes.other.connect(buyer);
    // Longer than the grace.
    await delay(6_500);
    for (const socket of sockets) {
      await socket.settle();
      const offline = socket.all('presence').filter(({ userId }) => userId === buyer.userId);
      expect(offline.filter((event) => event.status === 'offline')).toEqual([]);
      await online(socket, roomId, [buyer, seller]);
    }
  }, 30_000);

  it('keeps nothing of those who have gone, be it in a node or in Redis', async () => {
    const { buyer, seller, roomId } = await nodes.one.room();
    const sockets = [nodes.one, nodes.other].flatMap((node) =>
      [buyer, seller].map((dealer) => node.connect(dealer)),
    );
    for (const socket of await Promise.all(sockets)) {
      await socket.ask('join_room', roomId);
      await socket.ask('typing_start', { roomId });
    }
    const [cutOff] = await Promise.all(sockets);
    cutOff?.cut();
    await cutOff?.comeBack(nodes.other.service.url);
    const both = [nodes.one, nodes.other].map(({ service }) => service.nodes[0] as TestNode);
    const kept = async () => [
      ...both.flatMap(({ io }) => [...io.of('/').adapter.rooms.keys(), ...io.of('/').adapter.sids.keys()]),
      ...both.map(({ app }) => app.get(Attendees, { strict: false }).size),
      ...(await nodes.redis.with((client) => client.keys('chat:attendance:topic:*'))),
      ...(await nodes.redis.with((client) => client.keys('chat:attendance:node:*'))),
      ...(await nodes.redis.with((client) => client.keys('chat:typing:*'))),
    ];
    expect(await kept()).not.toEqual([0, 0]);
    nodes.one.hangUp();
    nodes.other.hangUp();
    for (const deadline = Date.now() + 20_000; (await kept()).join() !== '0,0' && Date.now() < deadline;) {
      await delay(100);
    }
    expect(await kept()).toEqual([0, 0]);
  }, 40_000);

  it('takes the people of a killed node for gone, and tells so once', async () => {
    const environment = productionEnvironment(nodes.one.service.ground.database.url);
    const doomed = await ServiceProcess.start({ ...environment, REDIS_URL: nodes.redis.url });
    await doomed.listening();
    const { buyer, seller, roomId } = await nodes.one.room();
    const watching = await nodes.one.connect(seller);
    const phone = await untilConnected(doomed.url, buyer);
    await phone.ask('join_room', roomId);
    await online(watching, roomId, [buyer, seller]);

    const killed = Date.now();
    await doomed.stop('SIGKILL');
    const offline = (event: PresenceEvent) => event.userId === buyer.userId && event.status === 'offline';
    const went = await watching.next('presence', offline, OFFLINE_WITHIN);
    expect(Date.now() - killed).toBeLessThan(OFFLINE_WITHIN);
    expect(Math.abs(Date.parse(went.lastSeenAt) - killed)).toBeLessThan(5_000);
    const left = ({ userId }: { userId: string }) => userId === buyer.userId;
    expect(await watching.next('user_left', left)).toEqual({ roomId, userId: buyer.userId });
    for (const node of [nodes.one, nodes.other]) expect(await status(node, seller, buyer)).toBe('offline');
    await online(watching, roomId, [seller]);
    expect(watching.all('presence').filter(offline)).toEqual([]);
  }, 60_000);
});

/** The process listens before it is connected to the database. */
async function untilConnected(url: string, { token }: Dealer): Promise<TestSocket> {
  for (const deadline = Date.now() + 20_000; ;) {
    try {
      return await TestSocket.connect(url, { token });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
