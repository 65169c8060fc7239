import { ConfigError, readDatabaseUrl } from './config/index.js';
import { migrateDown, migrateUp } from './database/index.js';

/**
 * `up` runs the migrations that the database lacks, `down` takes back the newest one. Needs DATABASE_URL and nothing
 * else of the environment.
 */
async function run(direction: string | undefined): Promise<string[]> {
  if (direction === 'up') {
    const names = await migrateUp(readDatabaseUrl());
    return names.length === 0 ? ['The schema is up to date.'] : names.map((name) => `Ran ${name}`);
  }
  if (direction === 'down') {
    const name = await migrateDown(readDatabaseUrl());
    return [name === undefined ? 'No migration has run yet.' : `Took back ${name}`];
  }
  throw new Error('say "up" to run the migrations that are missing, or "down" to take back the newest one');
}

/** One line for whatever was thrown. A refused connection is an AggregateError without a message of its own. */
function reason(thrown: unknown): string {
  if (thrown instanceof ConfigError) return thrown.lines.join('; ');
  if (thrown instanceof AggregateError && thrown.message === '') return reason(thrown.errors[0]);
  return thrown instanceof Error ? thrown.message.replaceAll(/\s*\n\s*/g, ' ') : String(thrown);
}

try {
  for (const line of await run(process.argv[2])) console.log(line);
} catch (thrown) {
  console.error(`Migration failed: ${reason(thrown)}`);
  process.exitCode = 1;
}
