import { RedisConnection } from '../../src/redis/index.js';
import { OwnRedis } from './redis.js';
import { Scene } from './scene.js';

export interface TwoNodes {
  /** Theirs alone: a test may stop it. */
  readonly redis: OwnRedis;
  readonly one: Scene;
  readonly other: Scene;
}

/**
 * Two nodes of one service for the tests of this `describe`, which say what happens on which. Sockets are closed after
 * each test. For what holds wherever a client ends up, there are the projects behind a gateway.
 */
export function useTwoNodes(overrides: NodeJS.ProcessEnv = {}): TwoNodes {
  let nodes: TwoNodes;
  beforeAll(async () => {
    const redis = await OwnRedis.start();
    const settings = { ...overrides, REDIS_URL: redis.url };
    const one = await Scene.open(settings, { nodes: 1 });
    const other = await Scene.beside(one, settings);
    nodes = { redis, one, other };
    for (const { service } of [one, other]) await service.app.get(RedisConnection).ping();
    await redis.readBy(2);
  }, 60_000);
  afterEach(() => {
    nodes.one.hangUp();
    nodes.other.hangUp();
  });
  afterAll(async () => {
    await nodes.other.close();
    await nodes.one.close();
    await nodes.redis.remove();
  });
  return {
    get redis() {
      return nodes.redis;
    },
    get one() {
      return nodes.one;
    },
    get other() {
      return nodes.other;
    },
  };
}
