import { Injectable } from '@nestjs/common';
import type { TokenBucket } from 'limiter';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { fullBucket, TokenBuckets } from './token-buckets.js';

/** The limits of the contract, counted on this node. */
@Injectable()
export class RateLimits {
  private readonly enabled: boolean;
  private readonly requests: TokenBuckets;
  private readonly failedAuth: TokenBuckets;

  constructor(private readonly config: AppConfig) {
    const { enabled, requests, failedAuthPerMinute } = config.rateLimits;
    this.enabled = enabled;
    this.requests = new TokenBuckets(requests);
    this.failedAuth = new TokenBuckets({ perSecond: failedAuthPerMinute / 60, burst: failedAuthPerMinute });
  }

  /** Counts a request of a user. @throws AppError RATE_LIMITED */
  countRequest(userId: string): void {
    this.take(this.requests, userId);
  }

  /**
   * Counts a failed authentication from an address. Only failures are counted and refused, so that many users behind
   * one address with good tokens are never locked out by one with a bad token.
   * @throws AppError RATE_LIMITED
   */
  countFailedAuthentication(address: string): void {
    this.take(this.failedAuth, address);
  }

  /** The bucket for the events of one socket; undefined when limits are off. */
  forSocket(): TokenBucket | undefined {
    return this.enabled ? fullBucket(this.config.rateLimits.events) : undefined;
  }

  private take(buckets: TokenBuckets, key: string): void {
    if (!this.enabled) return;
    const retryAfter = buckets.take(key);
    if (retryAfter > 0) throw new AppError('RATE_LIMITED', { retryAfter });
  }
}
