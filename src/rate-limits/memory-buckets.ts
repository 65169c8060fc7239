import { TokenBucket } from 'limiter';
import QuickLRU from 'quick-lru';
import type { RateLimit } from '../config/index.js';
import { TokenBuckets } from './token-buckets.js';

/** A full bucket that allows `burst` at once and refills by `perSecond`. */
export function fullBucket({ perSecond, burst }: RateLimit): TokenBucket {
  const bucket = new TokenBucket({ bucketSize: burst, tokensPerInterval: perSecond, interval: 'second' });
  bucket.content = burst;
  return bucket;
}

/** Buckets of this node; the least recently used are forgotten, which can only be to a caller's advantage. */
export class MemoryBuckets extends TokenBuckets {
  private readonly buckets: QuickLRU<string, TokenBucket>;

  constructor(
    private readonly limit: RateLimit,
    maxKeys = 50_000,
  ) {
    super();
    this.buckets = new QuickLRU({ maxSize: maxKeys });
  }

  override take(key: string): number {
    let bucket = this.buckets.get(key);
    if (bucket === undefined) {
      bucket = fullBucket(this.limit);
      this.buckets.set(key, bucket);
    }
    return bucket.tryRemoveTokens(1) ? 0 : Math.max(1, Math.ceil(bucket.getWaitTime(1) / 1000));
  }
}
