import { chmodSync, closeSync, existsSync, fdatasyncSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { DatabaseServer } from '../test/chaos/cluster/database.ts';
import { spread } from './statistics.ts';

/** Where Linux has a file system in memory. */
const MEMORY = '/dev/shm';
/** Bytes of a page of PostgreSQL's log, and how many are written to see what a disk takes for one. */
const [PAGE, TIMES] = [8_192, 200];

/** Where everything that is measured stands: one PostgreSQL that keeps what it has acknowledged. */
export interface Ground {
  /** What the files lie on. */
  disk: 'the disk' | 'memory';
  /** Milliseconds, the median, until a page that was written there is safe. */
  flush: number;
  folder: string;
  databaseUrl: string;
  pool: pg.Pool;
  /** The process that all of PostgreSQL's others are children of. */
  postgresPid: number;
  stop(): Promise<void>;
}

/** The disk, and memory where the system has files there: what waits for the one is bound by the cores on the other. */
export const startGrounds = async (stops: (() => Promise<void>)[]): Promise<Ground[]> => {
  const grounds: Ground[] = [];
  for (const [disk, parent] of [
    ['the disk', tmpdir()],
    ['memory', MEMORY],
  ] as const) {
    if (!existsSync(parent)) continue;
    const folder = mkdtempSync(join(parent, 'dealer-messaging-bench-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    // PostgreSQL may run as another user.
    chmodSync(folder, 0o755);
    const ground = await startGround(disk, folder);
    stops.push(() => ground.stop());
    grounds.push(ground);
  }
  return grounds;
};

async function startGround(disk: Ground['disk'], folder: string): Promise<Ground> {
  const database = await DatabaseServer.start(join(folder, 'postgres'));
  return {
    disk,
    flush: flushTime(join(folder, 'flush')),
    folder,
    databaseUrl: database.url,
    pool: database.pool,
    postgresPid: database.pid,
    stop: () => database.stop(),
  };
}

function flushTime(path: string): number {
  const file = openSync(path, 'w');
  const took = Array.from({ length: TIMES }, (_, n) => {
    const began = performance.now();
    writeSync(file, Buffer.alloc(PAGE, n), 0, PAGE, n * PAGE);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return spread(took).median;
}
