import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/index.js';
import { RedisConnection } from '../redis/index.js';
import { Shutdown } from '../shutdown/index.js';
import { ObjectStore } from '../storage/index.js';
import { VirusScanner } from '../virus-scan/index.js';

/** Milliseconds that a dependency has to answer. */
const CHECK_TIMEOUT = 2_000;

export type CheckStatus = 'up' | 'down' | 'disabled';

export interface Check {
  status: CheckStatus;
  /** Milliseconds until the answer; null when there was none. */
  latency_ms: number | null;
}

export interface Readiness {
  /** `down` and `shutting_down` want no traffic (503); `degraded` serves what needs no broken part. */
  status: 'up' | 'degraded' | 'down' | 'shutting_down';
  checks: { database: Check; redis: Check; object_store: Check; clamav: Check };
}

export interface Liveness {
  status: 'up';
  version: string;
  uptime_seconds: number;
}

/** Tells whether the service can work: every dependency by its name, asked side by side and within a time limit. */
@Injectable()
export class HealthService {
  private readonly logger = new Logger(HealthService.name);
  private readonly last = new Map<string, CheckStatus>();
  private running: Promise<Readiness> | undefined;

  constructor(
    private readonly database: Database,
    private readonly redis: RedisConnection,
    private readonly objectStore: ObjectStore,
    private readonly scanner: VirusScanner,
    private readonly shutdown: Shutdown,
  ) {}

  /** Probes that come while one is being answered share its answer, so that they cannot pile up on a slow dependency. */
  async readiness(): Promise<Readiness> {
    this.running ??= this.check().finally(() => (this.running = undefined));
    const readiness = await this.running;
    return this.shutdown.begun ? { ...readiness, status: 'shutting_down' } : readiness;
  }

  private async check(): Promise<Readiness> {
    const [database, redis, object_store, clamav] = await Promise.all([
      this.probe('database', () => this.database.ping()),
      this.redis.enabled ? this.probe('redis', () => this.redis.ping()) : DISABLED,
      this.probe('object_store', () => this.objectStore.ping()),
      this.scanner.enabled ? this.probe('clamav', () => this.scanner.ping()) : DISABLED,
    ]);
    return {
      status: overall(database, redis, object_store, clamav),
      checks: { database, redis, object_store, clamav },
    };
  }

  private async probe(name: string, ping: () => Promise<unknown>): Promise<Check> {
    const started = performance.now();
    const signal = AbortSignal.timeout(CHECK_TIMEOUT);
    let reason: unknown;
    try {
      await Promise.race([ping(), rejectOn(signal)]);
    } catch (error) {
      reason = error;
    }
    const status = reason === undefined ? 'up' : 'down';
    this.report(name, status, reason);
    return { status, latency_ms: status === 'up' ? Math.round(performance.now() - started) : null };
  }

  /** Logs changes only; a probe comes every few seconds. The answer gives no reasons, since anyone may ask. */
  private report(name: string, status: CheckStatus, reason: unknown): void {
    const before = this.last.get(name);
    this.last.set(name, status);
    if (status === before || (status === 'up' && before === undefined)) return;
    if (status === 'down') this.logger.warn({ err: reason }, `${name} is down`);
    else this.logger.log(`${name} is up again`);
  }
}

const DISABLED: Check = { status: 'disabled', latency_ms: null };

function overall(database: Check, ...others: Check[]): Readiness['status'] {
  if (database.status === 'down') return 'down';
  return others.some(({ status }) => status === 'down') ? 'degraded' : 'up';
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('No answer in time')), { once: true });
  });
}
