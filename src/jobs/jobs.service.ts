import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PgBoss, type Job } from 'pg-boss';
import { AppConfig } from '../config/index.js';
import type { Query } from '../database/index.js';
import { Shutdown } from '../shutdown/index.js';
import type { JobData, JobName } from './job-names.js';
import { JobsRepository } from './jobs.repository.js';
import { ENQUEUE, ENQUEUE_ALL } from './jobs.statements.js';

/**
 * Carries a job out. It may be called again after it has failed, or when its node was lost, so that doing it twice must
 * be the same as doing it once.
 * @param signal says that the time of the job, or of the node, is over
 */
type Work<Name extends JobName> = (data: JobData[Name], signal: AbortSignal) => Promise<void>;

/** Connections of each node, beside those of DATABASE_POOL_SIZE. */
const CONNECTIONS = 2;
/** Milliseconds that a job under way has when the node ends; another node takes up what is not done by then. */
const GRACE = 8_000;
/** Milliseconds for the connections to be closed. */
const LEAVE = 2_000;
/** Milliseconds. */
const RETRY = 3_000;
/** Seconds between two looks for jobs that nobody here has heard of. */
const LOOK = 2;

/**
 * Work that is promised together with a change, and done after it: it is added in the transaction of the change, kept in
 * PostgreSQL, and tried until it has succeeded. Any node may do it, as many of a queue at the same time as it says.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Jobs.name);
  private readonly works = new Map<JobName, { work: Work<never>; concurrency: number }>();
  private readonly workers = new Map<JobName, string[]>();
  private readonly schedules = new Map<JobName, string | null>();
  private readonly boss: PgBoss;

  constructor(
    config: AppConfig,
    private readonly shutdown: Shutdown,
    private readonly repository: JobsRepository,
  ) {
    this.boss = new PgBoss({
      connectionString: config.database.url,
      application_name: 'dealer-messaging-jobs',
      schema: 'chat_jobs',
      max: CONNECTIONS,
      connectionTimeoutMillis: 3_000,
      options: '-c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000',
      // The service's account need not own the tables: `migrations/` makes them.
      migrate: false,
      reindex: false,
      registerInstance: false,
    });
    this.boss.on('error', (err) => this.logger.warn({ err }, 'The looking for jobs failed'));
    this.boss.on('warning', ({ message, data }) => this.logger.warn({ data }, message));
  }

  /**
   * Says who carries out the jobs of a queue; before the application starts.
   * @param concurrency how many of them this node does at the same time
   */
  handle<Name extends JobName>(name: Name, work: Work<Name>, concurrency = 1): void {
    this.works.set(name, { work, concurrency });
  }

  /**
   * Promises a job together with what else the transaction writes.
   * @param delay seconds until it may begin
   */
  async add<Name extends JobName>(query: Query, name: Name, data: JobData[Name], delay = 0): Promise<void> {
    await query(ENQUEUE, [name, JSON.stringify(data), delay]);
  }

  /** The same for many of one queue. */
  async addAll<Name extends JobName>(query: Query, name: Name, data: JobData[Name][]): Promise<void> {
    if (data.length > 0) await query(ENQUEUE_ALL, [name, JSON.stringify(data)]);
  }

  /**
   * Adds a job again and again; once after a time in which no node ran. Before the application starts.
   * @param cron when, in UTC; null: not any more
   */
  schedule(name: JobName, cron: string | null): void {
    this.schedules.set(name, cron);
  }

  /** For work of many steps, before each: a node that ends leaves the rest to another. @throws Error, the signal's */
  assertGoesOn(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (this.shutdown.parting) throw new Error('The node ends; another one goes on');
  }

  /** Promises a job by itself. @throws AppError SERVICE_UNAVAILABLE */
  async promise<Name extends JobName>(name: Name, data: JobData[Name]): Promise<void> {
    await this.repository.add(name, data);
    this.wake(name);
  }

  /** Lets this node look at once for jobs of a queue. Without it one is found a moment later. */
  wake(name: JobName): void {
    for (const worker of this.workers.get(name) ?? []) this.boss.notifyWorker(worker);
  }

  /** Does not wait: the service starts without a database. */
  onApplicationBootstrap(): void {
    void this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.shutdown.noticed;
    try {
      // A database that stands still answers nobody, and is not waited for.
      const given = delay(GRACE + LEAVE, undefined, { ref: false });
      await Promise.race([this.boss.stop({ graceful: true, timeout: GRACE }), given]);
    } catch (err) {
      this.logger.warn({ err }, 'Jobs were not ended in order');
    }
  }

  /** Tries until the database is there, and has the queues. */
  private async start(): Promise<void> {
    while (!this.shutdown.begun) {
      try {
        await this.boss.start();
        await this.work();
        return;
      } catch (err) {
        await this.pause(err);
      }
    }
  }

  private async pause(err: unknown): Promise<void> {
    if (this.shutdown.begun) return;
    this.logger.warn({ err }, 'Jobs cannot be carried out; trying again');
    await delay(RETRY, undefined, { ref: false });
  }

  private async work(): Promise<void> {
    for (const [name, cron] of this.schedules) {
      if (cron === null) await this.boss.unschedule(name);
      else await this.boss.schedule(name, cron, {}, { missed: 'once' });
    }
    const options = { pollingIntervalSeconds: LOOK };
    for (const [name, { work, concurrency }] of this.works) {
      const workers = this.workers.get(name) ?? [];
      this.workers.set(name, workers);
      while (workers.length < concurrency) {
        const worker = await this.boss.work<never>(name, options, async (jobs) => {
          for (const job of jobs) await this.carryOut(work, job);
          // While there are jobs one follows the other.
          this.wake(name);
        });
        workers.push(worker);
      }
    }
  }

  private async carryOut(work: Work<never>, { id, name, data, signal }: Job<never>): Promise<void> {
    try {
      await work(data, signal);
    } catch (err) {
      this.logger.warn({ err, job: name, id }, 'A job failed; it is tried again');
      throw err;
    }
  }
}
