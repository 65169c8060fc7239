import { KeyObject } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  jwksCache,
  type JWKSCacheInput,
} from 'jose';
import { AppError } from '../common/index.js';

/** Milliseconds. */
const TIMEOUT = 4_000;
/** A key that is not in the set is looked for again only after this: made-up ids cost nothing in between. */
const COOLDOWN = 30_000;
/** When the set is fetched again, so that a key that was taken out of it is no longer believed. */
const FRESH_FOR = 600_000;
/** How long known keys serve on while the set cannot be fetched: an outage there must not be one here. */
const STALE_FOR = 86_400_000;
/** Between two fetches, whatever came of the first. */
const RETRY_AFTER = 5_000;

/** What is wrong with the token, as opposed to: with fetching or reading the set. */
const REFUSALS = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** The marketplace's published keys. The whole set is kept; no token decides how often it is fetched. */
export class KeySet {
  private readonly logger = new Logger(KeySet.name);
  private readonly cache: JWKSCacheInput = {};
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private lastAttempt = Number.NEGATIVE_INFINITY;

  /** @param algorithms those a token may name; for any other the set is not even looked at */
  constructor(
    url: string,
    private readonly algorithms: readonly string[],
  ) {
    this.remote = createRemoteJWKSet(new URL(url), {
      timeoutDuration: TIMEOUT,
      cooldownDuration: COOLDOWN,
      cacheMaxAge: STALE_FOR,
      [jwksCache]: this.cache,
      [customFetch]: (address, options) => this.fetch(address, options),
    });
  }

  /**
   * @param token a compact JWT, not verified yet
   * @returns the public key that its header names
   * @throws AppError UNAUTHORIZED when it names none of the set; SERVICE_UNAVAILABLE when the set cannot be had
   */
  async find(token: string): Promise<KeyObject> {
    const header = this.readHeader(token);
    await this.refresh();
    try {
      return KeyObject.from(await this.remote(header));
    } catch (cause) {
      if (REFUSALS.some((refusal) => cause instanceof refusal)) throw new AppError('UNAUTHORIZED', { cause });
      throw new AppError('SERVICE_UNAVAILABLE', { retryAfter: RETRY_AFTER / 1000, cause });
    }
  }

  private readHeader(token: string): { alg: string; kid?: string } {
    try {
      const { alg, kid } = decodeProtectedHeader(token);
      if (alg !== undefined && this.algorithms.includes(alg))
        return kid === undefined ? { alg } : { alg, kid };
    } catch (cause) {
      throw new AppError('UNAUTHORIZED', { cause });
    }
    throw new AppError('UNAUTHORIZED');
  }

  /** Renews an old set. One caller waits for it; with the endpoint down nobody does, and the known keys serve on. */
  private async refresh(): Promise<void> {
    const uat = 'uat' in this.cache ? this.cache.uat : Number.POSITIVE_INFINITY;
    const now = Date.now();
    if (now - uat < FRESH_FOR || now - this.lastAttempt < RETRY_AFTER) return;
    const failing = this.lastAttempt > uat;
    const reload = this.remote.reload().catch((err: unknown) => {
      this.logger.warn({ err }, 'The key set could not be fetched; the known keys serve on');
    });
    if (!failing) await reload;
  }

  private async fetch(url: string, options: RequestInit): Promise<Response> {
    const now = Date.now();
    if (now - this.lastAttempt < RETRY_AFTER)
      throw new Error('The key set was asked for a moment ago, in vain');
    this.lastAttempt = now;
    return fetch(url, options);
  }
}
