import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrateUp } from '../../src/database/migrate.js';
import { required } from './environment.js';

const TEMPLATE = 'chat_template';
/** Any number: whoever holds this lock makes the template, the others wait for it. */
const TEMPLATE_LOCK = 720_305_900;

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** A database of its own with every migration run, copied from one that was migrated once for the whole run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return asSuperuser(async (client) => {
    await makeTemplate(client);
    return create(client, `TEMPLATE ${TEMPLATE}`);
  });
}

/** A database without a table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return asSuperuser((client) => create(client, ''));
}

/** The session's lock ends with its connection, also when the migration fails. */
async function makeTemplate(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 0) {
    const unfinished = `${TEMPLATE}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await migrateUp(urlOf(unfinished));
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${TEMPLATE}`);
  }
  await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
}

async function create(client: pg.Client, from: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await client.query(`CREATE DATABASE ${name} ${from}`);
  return {
    url: urlOf(name),
    drop: () =>
      asSuperuser(async (own) => {
        await own.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: required('TEST_DATABASE_URL') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const urlOf = (name: string): string =>
  Object.assign(new URL(required('TEST_DATABASE_URL')), { pathname: `/${name}` }).href;
