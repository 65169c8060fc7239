import { setTimeout as delay } from 'node:timers/promises';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { createDataSource, migrationOptions } from './data-source.js';

/** Any number; all nodes take the same advisory lock, so that one migrates and the others wait. */
const MIGRATION_LOCK = 720_305_001;
/** Milliseconds between two looks at it. */
const LOOK = 100;

/**
 * Runs the migrations that the database has not seen yet.
 * @returns the names of those that ran
 */
export async function migrateUp(url: string): Promise<string[]> {
  return withLock(url, async (dataSource) => (await dataSource.runMigrations()).map(({ name }) => name));
}

/**
 * Takes back the newest migration.
 * @returns its name, or undefined when none has run
 */
export async function migrateDown(url: string): Promise<string | undefined> {
  return withLock(url, async (dataSource) => {
    const [newest] = await new MigrationExecutor(dataSource).getExecutedMigrations();
    await dataSource.undoLastMigration();
    return newest?.name;
  });
}

/**
 * Asks until it has the lock. A statement that waits for it would be seen as a reader of the whole database, for whose
 * end an index that is built concurrently waits: they would wait for each other.
 */
async function acquire(session: QueryRunner): Promise<void> {
  const ask = 'SELECT pg_try_advisory_lock($1) AS acquired';
  for (;;) {
    const [row] = (await session.query(ask, [MIGRATION_LOCK])) as [{ acquired: boolean }];
    if (row.acquired) return;
    await delay(LOOK);
  }
}

async function withLock<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  // The lock lives on a connection of its own: the pool of one that migrates is busy.
  const [locker, dataSource] = [
    createDataSource(migrationOptions(url)),
    createDataSource(migrationOptions(url)),
  ];
  await locker.initialize();
  const session = locker.createQueryRunner();
  try {
    await acquire(session);
    await dataSource.initialize();
    return await work(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await session.release();
    await locker.destroy();
  }
}
