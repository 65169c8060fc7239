import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { AppError, beforeDeadline, timeLeft, withDeadline } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import { createDataSource, dataSourceOptions } from './data-source.js';
import { isRetryable, mapDatabaseError } from './errors.js';
import { migrateUp } from './migrate.js';
import { Session, type Query, type Statement } from './session.js';

const RECONNECT_MS = 1_000;
const ATTEMPTS = 3;
/** Milliseconds, at most, before a statement that lost a deadlock is repeated: who won it takes its locks meanwhile. */
const BACK_OFF = 50;
/** Statements that may wait for a connection of the pool; beyond that the database is not keeping up at all. */
const MAX_WAITING = 2_000;
/** The part of the pool that is kept for statements with precedence. */
const RESERVED = 1 / 4;

export interface PoolFigures {
  size: number;
  idle: number;
  waiting: number;
}

const unavailable = (): AppError => new AppError('SERVICE_UNAVAILABLE', { retryAfter: 2 });

/**
 * The way to PostgreSQL for repositories. The service starts whether or not the database answers: connecting goes on
 * in the background, and until it succeeds every query is SERVICE_UNAVAILABLE.
 */
@Injectable()
export class Database implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Database.name);
  private connecting: Promise<void> | undefined;
  private closing = false;
  private timer: NodeJS.Timeout | undefined;
  /** The turns of the statements without precedence. */
  private readonly turns: LimitFunction;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {
    const { poolSize } = config.database;
    this.turns = pLimit(Math.max(1, Math.floor(poolSize * (1 - RESERVED))));
  }

  onApplicationBootstrap(): void {
    void this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.connecting;
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  /**
   * Runs one statement, which is its own transaction. A statement that PostgreSQL rolled back because of a deadlock
   * is repeated; one whose fate is unknown (connection lost) is not: `isOutcomeUnknown` tells its error.
   * @throws AppError SERVICE_UNAVAILABLE, ROOM_BUSY; driver errors such as unique violations as they are
   */
  query<Row extends object>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return this.attempt(statement.precedence === true, ({ query }) => query<Row>(statement, values));
  }

  /**
   * Runs several statements as one: all that they write is stored, or nothing is. For changes that need to look before
   * they write; the hot statements are one each.
   * @param work is run again after a deadlock, so that all it does is asking and writing through its `query`; it lets
   *   what that throws pass
   * @param options no precedence for work that nobody waits for; see `Statement`
   * @throws what `query` does, and what `work` throws
   */
  transaction<T>(
    work: (query: Query) => Promise<T>,
    { precedence }: { precedence: boolean } = { precedence: true },
  ): Promise<T> {
    return this.attempt(precedence, (session) => session.transaction(work));
  }

  private attempt<T>(precedence: boolean, work: (session: Session) => Promise<T>): Promise<T> {
    return withDeadline(async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await (precedence ? this.run(work) : this.inTurn(() => this.run(work)));
        } catch (thrown) {
          const again = attempt < ATTEMPTS && isRetryable(thrown) && timeLeft() > BACK_OFF;
          if (!again) throw mapDatabaseError(thrown);
          await delay(BACK_OFF * (0.5 + Math.random() / 2));
        }
      }
    });
  }

  /** Resolves when the database answers. @throws AppError SERVICE_UNAVAILABLE */
  async ping(): Promise<void> {
    await this.query({ name: 'ping', precedence: true, text: 'SELECT 1' }, []);
  }

  get poolFigures(): PoolFigures {
    if (!this.dataSource.isInitialized) return { size: 0, idle: 0, waiting: 0 };
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { size: totalCount, idle: idleCount, waiting: waitingCount + this.turns.pendingCount };
  }

  /** @throws AppError SERVICE_UNAVAILABLE when its turn does not come in time */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.turns.pendingCount >= MAX_WAITING) throw unavailable();
    const turn = Promise.withResolvers<undefined>();
    const result = this.turns(() => {
      turn.resolve(undefined);
      // Who was refused meanwhile leaves its turn to the next.
      return timeLeft() > 0 ? work() : Promise.reject(unavailable());
    });
    // Heard of below, unless its turn came too late.
    result.catch(() => undefined);
    // Only the waiting: a statement that is given up says itself whether its outcome is known.
    await beforeDeadline(turn.promise);
    return result;
  }

  private async run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = new Session(await this.connection());
    try {
      return await work(session);
    } finally {
      session.end();
    }
  }

  /** @throws AppError SERVICE_UNAVAILABLE when none is free in time; one that comes later goes back to the pool */
  private async connection(): Promise<PoolClient> {
    if (this.pool.waitingCount >= MAX_WAITING) throw unavailable();
    const connecting = this.pool.connect();
    try {
      return await beforeDeadline(connecting);
    } catch (thrown) {
      connecting.then(
        (client) => client.release(),
        () => undefined,
      );
      throw thrown;
    }
  }

  private get pool(): Pool {
    if (!this.dataSource.isInitialized) throw unavailable();
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  private connect(): Promise<void> {
    this.connecting = this.tryConnect().catch((error: unknown) => {
      if (this.closing) return;
      this.logger.warn({ err: error }, 'The database cannot be reached; trying again');
      this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
    });
    return this.connecting;
  }

  private async tryConnect(): Promise<void> {
    if (this.config.database.migrateOnStart) await migrateUp(this.config.database.url);
    await this.dataSource.initialize();
    this.logger.log('Connected to the database');
  }
}

/**
 * For a program that runs once and does without modules: connected when this resolves.
 * `onApplicationShutdown` ends it.
 * @throws the driver's error when the database does not answer
 */
export async function openDatabase(config: AppConfig): Promise<Database> {
  const dataSource = createDataSource(dataSourceOptions(config.database));
  await dataSource.initialize();
  return new Database(dataSource, config);
}
