import { once } from 'node:events';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { AppConfig } from '../config/index.js';
import { EventBus } from '../events/index.js';
import { RedisReturned } from './redis.events.js';

/** Milliseconds. */
const CONNECT_TIMEOUT = 2_000;
/** A command that takes longer has failed: whoever asked goes on without Redis. */
const COMMAND_TIMEOUT = 1_000;
/** Commands are written and nothing comes back: the connection is given up. */
const SILENCE_TIMEOUT = 3_000;
const MAX_RECONNECT_DELAY = 1_000;

const OPTIONS: RedisOptions = {
  connectTimeout: CONNECT_TIMEOUT,
  commandTimeout: COMMAND_TIMEOUT,
  socketTimeout: SILENCE_TIMEOUT,
  keepAlive: 5_000,
  // What is asked in one turn is written at once: thousands of clients may come or go in the same moment.
  enableAutoPipelining: true,
  // Without a connection a command fails at once, instead of waiting for one that may never come.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempt) => Math.min(attempt * 100, MAX_RECONNECT_DELAY),
};

/**
 * The way to Redis, which only many nodes need: without REDIS_URL there is none. It connects in the background and
 * for as long as the service runs; nothing that must not fail may depend on it.
 */
@Injectable()
export class RedisConnection implements OnApplicationShutdown {
  private readonly logger = new Logger(RedisConnection.name);
  private readonly clients: Redis[] = [];
  private readonly own: Redis | undefined;
  private isDown = true;
  private connectedBefore = false;

  constructor(
    private readonly config: AppConfig,
    private readonly events: EventBus,
  ) {
    if (config.redisUrl === undefined) return;
    this.own = this.open();
    this.own.on('ready', () => this.up());
    this.own.on('close', () => this.down());
  }

  onApplicationShutdown(): void {
    for (const client of this.clients) client.disconnect();
  }

  /** Whether the service is one of several nodes. */
  get enabled(): boolean {
    return this.own !== undefined;
  }

  /** Whether commands can be expected to succeed now. */
  get ready(): boolean {
    return this.own?.status === 'ready';
  }

  /** The shared connection: a command without an answer in a second fails. @throws Error without REDIS_URL */
  get client(): Redis {
    if (this.own === undefined) throw new Error('REDIS_URL is not set');
    return this.own;
  }

  /**
   * A connection of its own, for work that blocks one or fails in another way; it is closed with the service.
   * @throws Error without REDIS_URL
   */
  open(options: RedisOptions = {}): Redis {
    if (this.config.redisUrl === undefined) throw new Error('REDIS_URL is not set');
    const client = new Redis(this.config.redisUrl, { ...OPTIONS, ...options });
    // Told by `down`, once; without a listener ioredis prints each.
    client.on('error', (error: unknown) => this.logger.debug({ err: error }, 'Redis'));
    this.clients.push(client);
    return client;
  }

  /** Waits for a connection that is being made. @throws Error when Redis does not answer */
  async ping(): Promise<void> {
    if (!this.ready) await once(this.client, 'ready', { signal: AbortSignal.timeout(COMMAND_TIMEOUT) });
    await this.client.ping();
  }

  private up(): void {
    if (this.connectedBefore) {
      this.logger.log('Redis is back');
      this.events.publish(new RedisReturned());
    }
    this.connectedBefore = true;
    this.isDown = false;
  }

  private down(): void {
    if (this.isDown) return;
    this.isDown = true;
    this.logger.warn('Redis is away: other nodes are not reached until it is back');
  }
}
