import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { NodeLost, NodeRegistry, NODES_KEY } from '../../../src/cluster/index.js';
import type { AppConfig } from '../../../src/config/index.js';
import { EventBus } from '../../../src/events/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { describeWithRedis, OwnRedis } from '../../support/redis.js';
import { storeConfig } from '../storage/store-config.js';

/** A node as far as the others see it, and what it was told. */
class Node {
  readonly lost: NodeLost[] = [];
  readonly redis: RedisConnection;
  readonly registry: NodeRegistry;

  constructor(config: AppConfig) {
    const events = new EventBus();
    events.on(NodeLost, (event) => {
      this.lost.push(event);
    });
    this.redis = new RedisConnection(config, events);
    this.registry = new NodeRegistry(this.redis, events);
    this.registry.onApplicationBootstrap();
  }

  async leave(): Promise<void> {
    await this.registry.onApplicationShutdown();
    this.redis.onApplicationShutdown();
  }

  /** Its connection ends, and it says nothing more. */
  kill(): void {
    this.redis.onApplicationShutdown();
  }
}

/** Milliseconds. */
const PATIENCE = 20_000;

async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + PATIENCE; !condition();) {
    if (Date.now() > deadline) throw new Error('It did not come to that');
    await delay(20);
  }
}

describeWithRedis('the registry of nodes', () => {
  let redis: OwnRedis;
  const running: Node[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = await OwnRedis.start();
  });

  afterAll(() => redis.remove());

  afterEach(async () => {
    for (const node of running.splice(0)) await node.leave();
  });

  function start(): Node {
    const node = new Node(storeConfig({ REDIS_URL: redis.url }));
    running.push(node);
    return node;
  }

  const see = (node: Node, ...others: Node[]) =>
    until(() => [node, ...others].every((one) => node.registry.nodes().includes(one.registry.nodeId)));

  it('knows the nodes that run, and forgets one that left in order', async () => {
    const [one, other] = [start(), start()];
    await Promise.all([see(one, other), see(other, one)]);
    await other.leave();
    await until(() => one.registry.nodes().length === 1);
    expect(one.lost).toEqual([]);
  });

  it('publishes once that a node was lost, with the time of its last heartbeat', async () => {
    const [one, other] = [start(), start()];
    await see(one, other);
    const killedAt = Date.now();
    other.kill();
    await until(() => one.lost.length > 0);
    expect(Date.now() - killedAt).toBeLessThan(8_000);
    await delay(2_500);
    expect(one.lost.map(({ nodeId }) => nodeId)).toEqual([other.registry.nodeId]);
    expect(Math.abs((one.lost[0]?.lastSeenAt.getTime() ?? 0) - killedAt)).toBeLessThan(2_000);
    expect(one.registry.nodes()).toEqual([one.registry.nodeId]);
  }, 30_000);

  it('takes nobody for lost because Redis was away and came back empty', async () => {
    const [one, other] = [start(), start()];
    await Promise.all([see(one, other), see(other, one)]);
    await redis.stop();
    await delay(5_000);
    await redis.restart();
    await until(() => one.redis.ready && other.redis.ready);
    await delay(3_000);
    expect([...one.lost, ...other.lost]).toEqual([]);
    await Promise.all([see(one, other), see(other, one)]);
  }, 40_000);

  it('is alone and silent without Redis', async () => {
    const node = new Node(storeConfig());
    node.registry.say(() => 'nobody hears this');
    node.registry.onApplicationBootstrap();
    expect(node.registry.nodes()).toEqual([node.registry.nodeId]);
    expect(await node.registry.heard()).toEqual([]);
  });

  it('tells each node what the others say of themselves now, and forgets it with them', async () => {
    const [one, other, silent] = [start(), start(), start()];
    let beats = 0;
    other.registry.say(() => `beat ${++beats}`);
    await see(one, other, silent);
    const heard: string[] = [];
    await until(() => {
      void one.registry.heard().then((words) => heard.push(words.join()));
      return heard.includes('beat 2') && heard.includes('beat 3');
    });
    expect(heard.filter((words) => words !== '' && !/^beat \d+$/.test(words))).toEqual([]);
    expect(await other.registry.heard()).toEqual([]);
    await other.leave();
    expect(await one.redis.client.keys(`${NODES_KEY}:*`)).toEqual([]);
    await until(() => one.registry.nodes().length === 2);
    expect(await one.registry.heard()).toEqual([]);
  });

  it('gives nothing while Redis is away', async () => {
    const [one, other] = [start(), start()];
    other.registry.say(() => 'here');
    await see(one, other);
    await redis.stop();
    await until(() => !one.redis.ready);
    expect(await one.registry.heard()).toEqual([]);
    await redis.restart();
    await until(() => one.redis.ready && other.redis.ready);
  }, 20_000);

  it('keeps one key', async () => {
    const node = start();
    await see(node);
    await until(() => node.redis.ready);
    await expect(node.redis.client.keys('*')).resolves.toEqual([NODES_KEY]);
  });
});
