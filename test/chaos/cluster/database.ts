import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../../dev/ports.ts';
import { ensureDatabase, startPostgres, type Postgres } from '../../../dev/postgres.ts';
import { migrate } from '../../../dev/service.ts';

/** What is acknowledged is on the disk: nothing is relaxed for speed. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '200' };
/** Milliseconds. What a killed server had in common memory may be in use until the last of its processes is gone. */
const RETRY = 100;
const START_TIMEOUT = 60_000;

/** PostgreSQL, migrated, that can be killed and started again on the same files. */
export class DatabaseServer {
  readonly url: string;
  /** Looks into the database past the service. */
  readonly pool: pg.Pool;
  private readonly folder: string;
  private readonly port: number;
  private postgres: Postgres;

  private constructor(postgres: Postgres, url: string, port: number) {
    this.postgres = postgres;
    this.folder = postgres.folder;
    this.url = url;
    this.port = port;
    this.pool = new pg.Pool({ connectionString: url, max: 4 });
    // A connection that the fault broke; the next query gets another.
    this.pool.on('error', () => undefined);
  }

  static async start(folder: string): Promise<DatabaseServer> {
    const port = await freePort();
    const postgres = await startPostgres({ folder, port, password: 'chaos', settings: DURABLE });
    try {
      const url = await ensureDatabase(postgres.url, 'chaos');
      await migrate(url);
      return new DatabaseServer(postgres, url, port);
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  /** The process that all of its others are children of. */
  get pid(): number {
    return this.postgres.child.process.pid ?? 0;
  }

  get running(): boolean {
    return this.postgres.child.running;
  }

  /** SIGKILL to all of its processes at once, as when the machine loses its power (its disk keeps what was written). */
  async kill(): Promise<void> {
    const { pid } = this.postgres.child.process;
    const workers = pid === undefined ? [] : childrenOf(pid);
    for (const one of [pid, ...workers]) if (one !== undefined) killIfThere(one);
    await this.postgres.child.exited;
  }

  /** Resolves when it takes connections, recovery included. */
  async restart(): Promise<void> {
    for (const deadline = Date.now() + START_TIMEOUT; ;) {
      try {
        this.postgres = await startPostgres({
          folder: this.folder,
          port: this.port,
          password: 'chaos',
          settings: DURABLE,
        });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await delay(RETRY);
      }
    }
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.postgres.stop();
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    // Systems without /proc: the server's other processes end by themselves once they miss the first.
    return [];
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone meanwhile: what was wanted.
  }
}
