import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { TokenRevocations, type TokenIdentity } from '../auth/index.js';
import { EventBus } from '../events/index.js';
import type { Revocation } from './revocation.js';
import { RevocationList } from './revocation-list.js';
import { RevocationSignal } from './revocation-signal.js';
import { TokensRevoked } from './revocations.events.js';
import { RevocationsRepository } from './revocations.repository.js';

/** Milliseconds between two looks at the database: a revocation must reach every node within a second. */
const INTERVAL = 500;
/** Seconds. A statement can commit this much later than the moment it wrote down; no statement lasts longer than 5. */
const OVERLAP = 10;
/** Milliseconds between two removals of what has expired. */
const TIDY_EVERY = 3_600_000;

/**
 * What this node knows to be revoked. It reads everything once and then what is new; once read, it stays in force when
 * the database is away. Publishes TokensRevoked for what it learns.
 */
@Injectable()
export class KnownRevocations
  extends TokenRevocations
  implements OnApplicationBootstrap, OnApplicationShutdown
{
  private readonly logger = new Logger(KnownRevocations.name);
  private readonly list = new RevocationList();
  private readonly closing = new AbortController();
  private pause = new AbortController();
  private reading: Promise<void> | undefined;
  /** By this node's steady clock, in milliseconds; the clocks of node and database are never compared. */
  private readAt: number | undefined;
  private tidiedAt = Number.NEGATIVE_INFINITY;
  private failing = false;

  constructor(
    private readonly repository: RevocationsRepository,
    private readonly signal: RevocationSignal,
    private readonly events: EventBus,
  ) {
    super();
  }

  onApplicationBootstrap(): void {
    this.signal.onSignal(() => this.pause.abort());
    void this.follow();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing.abort();
    this.pause.abort();
    await this.reading?.catch(() => undefined);
  }

  /** The first to ask before anything was read waits for the reading. @throws AppError SERVICE_UNAVAILABLE */
  async isRevoked(token: TokenIdentity): Promise<boolean> {
    if (this.readAt === undefined) await this.read();
    return this.list.covers(token);
  }

  /** Takes over what has just been stored or read, and tells who listens. */
  learn(revocations: Revocation[]): void {
    const fresh = revocations.filter((revocation) => this.list.add(revocation));
    if (fresh.length > 0) this.events.publish(new TokensRevoked(fresh));
  }

  private async follow(): Promise<void> {
    while (!this.closing.signal.aborted) {
      this.pause = new AbortController();
      await this.look();
      await delay(INTERVAL, undefined, { signal: this.pause.signal, ref: false }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    try {
      await this.read();
      await this.tidy();
      this.failing = false;
    } catch (error) {
      // Before the first reading the database itself says that it cannot be reached.
      if (!this.failing && this.readAt !== undefined)
        this.logger.warn({ err: error }, 'Revocations cannot be read; those known stay in force');
      this.failing = true;
    }
  }

  /** Those who ask while it is being read wait for the same answer. */
  private read(): Promise<void> {
    this.reading ??= this.readNew().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async readNew(): Promise<void> {
    const startedAt = performance.now();
    const since = this.readAt;
    this.learn(
      since === undefined
        ? await this.repository.all()
        : await this.repository.changedWithin((startedAt - since) / 1000 + OVERLAP),
    );
    this.readAt = startedAt;
  }

  private async tidy(): Promise<void> {
    if (performance.now() - this.tidiedAt < TIDY_EVERY) return;
    await this.repository.removeExpired();
    this.list.forget(Date.now());
    this.tidiedAt = performance.now();
  }
}
