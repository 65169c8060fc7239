import pg from 'pg';
import { createTestBucket } from '../../support/bucket.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';

const made: TestDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

const tables = async ({ url }: TestDatabase): Promise<string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  await client.end();
  return rows.map(({ name }) => name);
};

describe('the databases of the tests', () => {
  it('are migrated, and made at the same moment without harm', async () => {
    made.push(...(await Promise.all(Array.from({ length: 4 }, createTestDatabase))));
    expect(new Set(made.map(({ url }) => url)).size).toBe(4);
    for (const database of made) expect(await tables(database)).toContain('chat_migrations');
  });

  it('can be empty', async () => {
    const database = await createEmptyDatabase();
    made.push(database);
    expect(await tables(database)).toEqual([]);
  });
});

describe('the bucket of the tests', () => {
  it('is private, and read through a presigned link', async () => {
    const { client, name, remove } = await createTestBucket();
    await client.putObject(name, 'söz/a b.txt', 'merhaba');
    const link = await client.presignedGetObject(name, 'söz/a b.txt', 60);

    expect(await (await fetch(link)).text()).toBe('merhaba');
    expect((await fetch(link.split('?')[0]!)).status).toBe(403);

    await remove();
    expect(await client.bucketExists(name)).toBe(false);
  });
});
