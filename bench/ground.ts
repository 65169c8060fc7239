import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { DatabaseServer } from '../test/chaos/cluster/database.ts';

/** Where everything that is measured stands: one PostgreSQL that keeps what it has acknowledged. */
export interface Ground {
  folder: string;
  databaseUrl: string;
  pool: pg.Pool;
  /** The process that all of PostgreSQL's others are children of. */
  postgresPid: number;
  stop(): Promise<void>;
}

export async function startGround(folder: string): Promise<Ground> {
  mkdirSync(folder, { recursive: true });
  const database = await DatabaseServer.start(join(folder, 'postgres'));
  return {
    folder,
    databaseUrl: database.url,
    pool: database.pool,
    postgresPid: database.pid,
    stop: () => database.stop(),
  };
}
