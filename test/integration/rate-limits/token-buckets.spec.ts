import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { RateLimit } from '../../../src/config/index.js';
import { EventBus } from '../../../src/events/index.js';
import { MemoryBuckets } from '../../../src/rate-limits/memory-buckets.js';
import { RedisBuckets } from '../../../src/rate-limits/redis-buckets.js';
import type { TokenBuckets } from '../../../src/rate-limits/token-buckets.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { describeWithRedis, OwnRedis } from '../../support/redis.js';
import { storeConfig } from '../storage/store-config.js';

const takeAll = async (buckets: TokenBuckets, key: string, times: number): Promise<number[]> => {
  const waits: number[] = [];
  for (let n = 0; n < times; n++) waits.push(await buckets.take(key));
  return waits;
};

/** What holds of buckets, wherever they lie. The rates are low, so that a slow machine refills nothing meanwhile. */
function behaveLikeBuckets(make: (limit: RateLimit) => TokenBuckets): void {
  it.each<[RateLimit, number[]]>([
    [{ perSecond: 0.1, burst: 3 }, [0, 0, 0, 10, 10]],
    [{ perSecond: 0.05, burst: 1 }, [0, 20, 20]],
    [{ perSecond: 0.5, burst: 2 }, [0, 0, 2, 2]],
    [{ perSecond: 1_000_000, burst: 1 }, [0]],
  ])('allow %j as %j', async (limit, waits) => {
    expect(await takeAll(make(limit), randomUUID(), waits.length)).toEqual(waits);
  });

  it('refill steadily, to their size at most; a refusal costs nothing', async () => {
    const buckets = make({ perSecond: 2, burst: 2 });
    const key = randomUUID();
    expect(await takeAll(buckets, key, 4)).toEqual([0, 0, 1, 1]);
    await delay(600);
    expect(await takeAll(buckets, key, 2)).toEqual([0, 1]);
    await delay(1_600);
    expect(await takeAll(buckets, key, 3)).toEqual([0, 0, 1]);
  });

  it('count each key by itself, and callers at the same moment one by one', async () => {
    const buckets = make({ perSecond: 0.1, burst: 20 });
    const [one, other] = [randomUUID(), randomUUID()];
    const waits = await Promise.all(Array.from({ length: 50 }, async () => buckets.take(one)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
    expect(await buckets.take(other)).toBe(0);
  });
}

describe('buckets in memory', () => behaveLikeBuckets((limit) => new MemoryBuckets(limit)));

describeWithRedis('buckets in Redis', () => {
  let server: OwnRedis;
  const connections: RedisConnection[] = [];
  const connect = async (): Promise<RedisConnection> => {
    const connection = new RedisConnection(storeConfig({ REDIS_URL: server.url }), new EventBus());
    connections.push(connection);
    await connection.ping();
    return connection;
  };
  let redis: RedisConnection;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = await OwnRedis.start();
    redis = await connect();
  }, 60_000);
  afterAll(async () => {
    for (const connection of connections) connection.onApplicationShutdown();
    await server.remove();
  });

  behaveLikeBuckets((limit) => new RedisBuckets(redis, 'test', limit));

  it('are shared by all nodes', async () => {
    const limit = { perSecond: 0.1, burst: 4 };
    const nodes = [redis, await connect()].map((node) => new RedisBuckets(node, 'shared', limit));
    const waits = [];
    for (let n = 0; n < 6; n++) waits.push(await nodes[n % 2]?.take('a'));
    expect(waits).toEqual([0, 0, 0, 0, 10, 10]);
  });

  it('are gone from Redis when they would be full again', async () => {
    await new RedisBuckets(redis, 'kept', { perSecond: 0.1, burst: 4 }).take('a');
    const [left, keys] = [await redis.client.pttl('chat:rate:kept:a'), await redis.client.keys('*:kept:*')];
    expect(keys).toEqual(['chat:rate:kept:a']);
    expect(left).toBeGreaterThan(8_000);
    expect(left).toBeLessThanOrEqual(10_000);
  });

  it('are not asked by a node that has given all that one may have', async () => {
    const buckets = new RedisBuckets(redis, 'asked', { perSecond: 0.1, burst: 2 });
    await takeAll(buckets, 'a', 2);
    await redis.client.del('chat:rate:asked:a');
    expect(await takeAll(buckets, 'a', 2)).toEqual([10, 10]);
    expect(await redis.client.exists('chat:rate:asked:a')).toBe(0);
  });

  it('are believed when the node was what made them late', async () => {
    const limit = { perSecond: 0.1, burst: 1 };
    await new RedisBuckets(redis, 'late', limit).take('a');
    const wait = new RedisBuckets(redis, 'late', limit).take('a');
    // The question is on its way.
    await turn();
    for (const until = performance.now() + 200; performance.now() < until;);
    expect(await wait).toBe(10);
  });

  it('give way to those of the node while Redis is silent, and while it is away', async () => {
    const buckets = new RedisBuckets(redis, 'silent', { perSecond: 0.1, burst: 2 });
    expect(await takeAll(buckets, 'a', 1)).toEqual([0]);
    await redis.client.client('PAUSE', 2_000);
    const started = performance.now();
    // What the node gave before counts.
    expect(await takeAll(buckets, 'a', 2)).toEqual([0, 10]);
    expect(await takeAll(buckets, 'c', 3)).toEqual([0, 0, 10]);
    expect(performance.now() - started).toBeLessThan(1_500);

    await Promise.all([once(redis.client, 'close'), server.stop()]);
    expect(await takeAll(buckets, 'b', 3)).toEqual([0, 0, 10]);
    await Promise.all([once(redis.client, 'ready'), server.restart()]);
    const other = new RedisBuckets(redis, 'silent', { perSecond: 0.1, burst: 2 });
    expect(await takeAll(buckets, 'd', 2)).toEqual([0, 0]);
    expect(await takeAll(other, 'd', 1)).toEqual([10]);
  });
});
