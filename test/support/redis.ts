import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { startRedis, type RedisServer } from './servers/redis.ts';

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

  /** Stops it for good. */
  async remove(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
