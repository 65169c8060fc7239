import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { canRunRedis, startRedis, type RedisServer } from './servers/redis.ts';

/** Milliseconds. */
const PATIENCE = 10_000;

/** For tests that need a Redis: left out where there is none, of which the run has warned at its start. */
export const describeWithRedis = canRunRedis() ? describe : describe.skip;

/** A Redis of one test's own, which it may stop and start again: it comes back empty, at the same address. */
export class OwnRedis {
  private constructor(
    private readonly folder: string,
    private server: RedisServer,
  ) {}

  static async start(): Promise<OwnRedis> {
    const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-redis-'));
    return new OwnRedis(folder, await startRedis(folder));
  }

  get url(): string {
    return this.server.url;
  }

  /** Does something with a connection to it. */
  async with<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  }

  /**
   * Resolves when so many nodes read each other's events, which they begin in the background.
   * @throws Error when they do not in time
   */
  async readBy(nodes: number): Promise<void> {
    await this.with(async (client) => {
      const reading = async () => Number(/blocked_clients:(\d+)/.exec(await client.info('clients'))?.[1]);
      for (const deadline = Date.now() + PATIENCE; (await reading()) < nodes;) {
        if (Date.now() > deadline) throw new Error('The nodes do not read the stream of events in Redis');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  async restart(): Promise<void> {
    this.server = await startRedis(this.folder, Number(new URL(this.url).port));
  }

  /** Has it stand still: it takes connections and answers nothing. */
  pause(): void {
    this.server.pause();
  }

  resume(): void {
    this.server.resume();
  }

  /** Stops it for good, even where it stands still. */
  async remove(): Promise<void> {
    this.server.resume();
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
