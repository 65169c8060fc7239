import { Client } from 'pg';
import { type AppConfig } from '../../../src/config/index.js';
import { AppError } from '../../../src/common/index.js';
import { createDataSource, dataSourceOptions } from '../../../src/database/data-source.js';
import { Database, isOutcomeUnknown, type Statement } from '../../../src/database/index.js';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { databaseReady } from '../../support/service.js';

const statement = (text: string): Statement => ({ name: text.slice(0, 60), text });
const INSERT = statement('INSERT INTO things VALUES ($1, $2)');
const CUT = statement('SELECT pg_terminate_backend(pg_backend_pid())');

describe('a transaction', () => {
  let place: TestDatabase;
  let database: Database;
  let observer: Client;
  const stored = async () => (await observer.query('SELECT id, note FROM things ORDER BY id')).rows;

  beforeEach(async () => {
    place = await createEmptyDatabase();
    observer = new Client({ connectionString: place.url });
    await observer.connect();
    await observer.query('CREATE TABLE things (id int PRIMARY KEY, note text)');
    // One connection: what is left open by one piece of work is in the next one's way.
    const config = { database: { url: place.url, poolSize: 1, migrateOnStart: false } } as AppConfig;
    database = new Database(createDataSource(dataSourceOptions(config.database)), config);
    database.onApplicationBootstrap();
    await databaseReady(database);
  });
  afterEach(async () => {
    await observer.end();
    await database.onApplicationShutdown();
    await place.drop();
  });

  it('stores all that was written when it ends, and shows it to nobody before', async () => {
    const seen = await database.transaction(async (query) => {
      await query(INSERT, [1, 'bir']);
      await query(INSERT, [2, 'iki']);
      return stored();
    });
    expect(seen).toEqual([]);
    expect(await stored()).toEqual([
      { id: 1, note: 'bir' },
      { id: 2, note: 'iki' },
    ]);
  });

  it.each([
    [
      'the work refuses',
      () => Promise.reject(new AppError('MESSAGE_NOT_FOUND')),
      { code: 'MESSAGE_NOT_FOUND' },
    ],
    ['the work has a fault', () => Promise.reject(new TypeError('fault')), { message: 'fault' }],
  ])('stores nothing when %s, and leaves its connection clean', async (_, fail, error) => {
    const work = database.transaction(async (query) => {
      await query(INSERT, [1, 'bir']);
      await fail();
    });
    await expect(work).rejects.toMatchObject(error);
    await database.query(INSERT, [2, 'iki']);
    expect(await stored()).toEqual([{ id: 2, note: 'iki' }]);
  });

  it('stores nothing when PostgreSQL refuses one of its statements, and keeps the connection', async () => {
    const pid = statement('SELECT pg_backend_pid() AS pid');
    const before = await database.query(pid, []);
    const work = database.transaction(async (query) => {
      await query(INSERT, [1, 'bir']);
      await query(INSERT, [1, 'yine bir']);
    });
    await expect(work).rejects.toMatchObject({ code: '23505' });
    expect(await stored()).toEqual([]);
    expect(await database.query(pid, [])).toEqual(before);
  });

  it('stores nothing when its connection breaks, says that nobody can know, and the next has another', async () => {
    const error = await database
      .transaction(async (query) => {
        await query(INSERT, [1, 'bir']);
        await query(CUT, []);
      })
      .catch((thrown: unknown) => thrown);
    expect([(error as AppError).code, isOutcomeUnknown(error)]).toEqual(['SERVICE_UNAVAILABLE', true]);
    await database.query(INSERT, [2, 'iki']);
    expect(await stored()).toEqual([{ id: 2, note: 'iki' }]);
  });

  it('is run again as a whole when it lost a deadlock', async () => {
    await observer.query(`INSERT INTO things VALUES (1, ''), (2, '')`);
    const change = statement(`UPDATE things SET note = note || 'x' WHERE id = $1`);
    await observer.query(
      'BEGIN; SET LOCAL deadlock_timeout = 60000; SELECT FROM things WHERE id = 2 FOR UPDATE',
    );
    let runs = 0;
    const work = database.transaction(async (query) => {
      runs += 1;
      await query(statement(`SET LOCAL deadlock_timeout = 10`), []);
      await query(change, [1]);
      if (runs === 1)
        void observer
          .query('UPDATE things SET note = note WHERE id = 1')
          .then(() => observer.query('COMMIT'));
      await query(change, [2]);
    });
    await work;
    expect(runs).toBe(2);
    expect((await stored()).map(({ note }: { note: string }) => note)).toEqual(['x', 'x']);
  });
});
