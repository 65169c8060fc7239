import { Injectable } from '@nestjs/common';
import type { TokenBucket } from 'limiter';
import { AppError } from '../common/index.js';
import { AppConfig, type RateLimit } from '../config/index.js';
import { RedisConnection } from '../redis/index.js';
import { fullBucket, MemoryBuckets } from './memory-buckets.js';
import { RedisBuckets } from './redis-buckets.js';
import { SocketPlaces } from './socket-places.js';
import type { TokenBuckets } from './token-buckets.js';

/** Seconds. When a socket will close, nobody knows. */
const RETRY_SOCKET_AFTER = 5;

/**
 * The limits of the contract. Requests and failed authentications are counted over all nodes when there are several;
 * sockets and their events on the node that has them, since their order must not wait for another machine.
 */
@Injectable()
export class RateLimits {
  private readonly enabled: boolean;
  private readonly requests: TokenBuckets;
  private readonly failedAuth: TokenBuckets;
  private readonly userEvents: MemoryBuckets;
  private readonly sockets: SocketPlaces;

  constructor(
    private readonly config: AppConfig,
    redis: RedisConnection,
  ) {
    const { enabled, requests, failedAuthPerMinute, socketsPerUser } = config.rateLimits;
    const shared = (name: string, limit: RateLimit): TokenBuckets =>
      redis.enabled ? new RedisBuckets(redis, name, limit) : new MemoryBuckets(limit);
    this.enabled = enabled;
    this.requests = shared('requests', requests);
    this.failedAuth = shared('failed-auth', {
      perSecond: failedAuthPerMinute / 60,
      burst: failedAuthPerMinute,
    });
    this.userEvents = new MemoryBuckets(requests);
    this.sockets = new SocketPlaces(socketsPerUser);
  }

  /** Counts a request of a user. @throws AppError RATE_LIMITED */
  countRequest(userId: string): Promise<void> {
    return this.take(this.requests, userId);
  }

  /**
   * Counts a failed authentication from an address. Only failures are counted and refused, so that many users behind
   * one address with good tokens are never locked out by one with a bad token.
   * @throws AppError RATE_LIMITED
   */
  countFailedAuthentication(address: string): Promise<void> {
    return this.take(this.failedAuth, address);
  }

  /**
   * Counts an open socket of a user.
   * @returns what is to be called when it has gone; more than once does no harm
   * @throws AppError RATE_LIMITED when the user has too many on this node
   */
  countSocket(userId: string): () => void {
    if (!this.enabled) return () => undefined;
    const release = this.sockets.take(userId);
    if (release === undefined) throw new AppError('RATE_LIMITED', { retryAfter: RETRY_SOCKET_AFTER });
    return release;
  }

  /** The bucket for the events of one socket; undefined when limits are off. */
  forSocket(): TokenBucket | undefined {
    return this.enabled ? fullBucket(this.config.rateLimits.events) : undefined;
  }

  /** Counts an event of a user, on whichever socket: all of them share what one user may request. */
  allowsEvent(userId: string): boolean {
    return !this.enabled || this.userEvents.take(userId) === 0;
  }

  private async take(buckets: TokenBuckets, key: string): Promise<void> {
    if (!this.enabled) return;
    const retryAfter = await buckets.take(key);
    if (retryAfter > 0) throw new AppError('RATE_LIMITED', { retryAfter });
  }
}
