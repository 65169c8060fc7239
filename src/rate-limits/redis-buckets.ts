import type { RateLimit } from '../config/index.js';
import type { RedisConnection } from '../redis/index.js';
import { MemoryBuckets } from './memory-buckets.js';
import { TokenBuckets } from './token-buckets.js';

/** Where the buckets lie: `chat:rate:{name}:{key}`, a hash of the tokens left and when they were counted. */
const PREFIX = 'chat:rate';
/** Milliseconds. Who waits longer for Redis than this is counted by this node alone. */
const PATIENCE = 50;

/**
 * KEYS[1] a bucket, ARGV[1] its tokens each second, ARGV[2] its size. Gives the milliseconds to wait, 0 when a token was
 * taken. Time is Redis' own, so that the clocks of the nodes do not matter; a refusal changes nothing.
 */
const TAKE = `
  local rate, size = tonumber(ARGV[1]), tonumber(ARGV[2])
  local time = redis.call('TIME')
  local now = time[1] + time[2] / 1000000
  local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
  local since = math.max(0, now - (tonumber(bucket[2]) or now))
  local tokens = math.min(size, (tonumber(bucket[1]) or size) + since * rate)
  if tokens < 1 then return math.ceil((1 - tokens) / rate * 1000) end
  tokens = tokens - 1
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'at', string.format('%.6f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((size - tokens) / rate * 1000))
  return 0`;

interface TakeCommand {
  takeRateToken(key: string, perSecond: number, burst: number): Promise<number>;
}

/**
 * Buckets that all nodes share, behind buckets of each node: who asks this node alone for more than the limit is refused
 * without a question to Redis, and while Redis does not answer the node goes by its own. A caller may get up to its limit
 * from each node then, but nobody waits and nobody is refused for it.
 */
export class RedisBuckets extends TokenBuckets {
  private readonly own: MemoryBuckets;

  /** @param name what is counted; part of the keys */
  constructor(
    private readonly redis: RedisConnection,
    private readonly name: string,
    private readonly limit: RateLimit,
  ) {
    super();
    this.own = new MemoryBuckets(limit);
    redis.client.defineCommand('takeRateToken', { numberOfKeys: 1, lua: TAKE });
  }

  override async take(key: string): Promise<number> {
    const ownWait = this.own.take(key);
    if (ownWait > 0 || !this.redis.ready) return ownWait;
    return Math.ceil((await this.ask(key)) / 1000);
  }

  /** @returns milliseconds to wait; 0 also when Redis does not say in time */
  private ask(key: string): Promise<number> {
    return new Promise((resolve) => {
      const giveUp = (): void => resolve(0);
      // Where the node is what was slow, the answer lies there already, and is read before what is due immediately.
      const timer = setTimeout(() => setImmediate(giveUp), PATIENCE);
      const { perSecond, burst } = this.limit;
      const commands = this.redis.client as unknown as TakeCommand;
      commands
        .takeRateToken(`${PREFIX}:${this.name}:${key}`, perSecond, burst)
        .then(resolve, giveUp)
        .finally(() => clearTimeout(timer));
    });
  }
}
