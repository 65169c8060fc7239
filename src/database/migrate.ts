import { MigrationExecutor, type DataSource } from 'typeorm';
import { createDataSource, migrationOptions } from './data-source.js';

/** Any number; all nodes take the same advisory lock, so that one migrates and the others wait. */
const MIGRATION_LOCK = 720_305_001;

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

async function withLock<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  // The lock lives on a connection of its own: the pool of one that migrates is busy.
  const [locker, dataSource] = [
    createDataSource(migrationOptions(url)),
    createDataSource(migrationOptions(url)),
  ];
  await locker.initialize();
  const session = locker.createQueryRunner();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.initialize();
    return await work(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await session.release();
    await locker.destroy();
  }
}
