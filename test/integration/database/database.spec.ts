import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { type AppConfig } from '../../../src/config/index.js';
import { createDataSource, dataSourceOptions } from '../../../src/database/data-source.js';
import { Database, isOutcomeUnknown } from '../../../src/database/index.js';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { TcpProxy } from '../../support/servers/tcp-proxy.js';
import { databaseReady } from '../../support/service.js';

describe('Database', () => {
  let place: TestDatabase;
  let dataSource: DataSource;
  let database: Database;
  const run = <Row extends object>(text: string, values: unknown[] = []) =>
    database.query<Row>({ name: text.slice(0, 60), text }, values);
  const pids = async () =>
    (await run<{ pid: number }>('SELECT pg_backend_pid() AS pid')).map(({ pid }) => pid);

  /** Resolves when a session of the database waits for a lock. Asked from outside: a transaction sees one snapshot of it. */
  async function somebodyWaits(): Promise<void> {
    const observer = new Client({ connectionString: place.url });
    await observer.connect();
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await observer.query(waiting)).rowCount === 0);
    await observer.end();
  }

  beforeEach(async () => {
    place = await createEmptyDatabase();
    const config = { database: { url: place.url, poolSize: 3, migrateOnStart: false } } as AppConfig;
    dataSource = createDataSource(dataSourceOptions(config.database));
    database = new Database(dataSource, config);
    database.onApplicationBootstrap();
    await databaseReady(database);
    await run('CREATE TABLE things (id int PRIMARY KEY, note text)');
  });
  afterEach(async () => {
    await database.onApplicationShutdown();
    await place.drop();
  });

  it('keeps its connection when a statement is refused: a repeated send must not cost a new one', async () => {
    await run('INSERT INTO things VALUES (1)');
    const before = await pids();
    for (let n = 0; n < 5; n++) {
      await expect(run('INSERT INTO things VALUES (1)')).rejects.toMatchObject({ code: '23505' });
    }
    expect(await pids()).toEqual(before);
  });

  it('plans a statement once, also where a plan for its values looks cheaper', async () => {
    const listed = 'SELECT id FROM things WHERE id = ANY ($1::int[])';
    for (let n = 0; n < 10; n++) await run(listed, [[n]]);
    const plans = await run(
      'SELECT generic_plans::int AS kept, custom_plans::int AS made FROM pg_prepared_statements WHERE statement = $1',
      [listed],
    );
    expect(plans).toEqual([{ kept: 10, made: 0 }]);
  });

  it('answers SERVICE_UNAVAILABLE when its connection is cut, and works again at once', async () => {
    const slow = run('SELECT pg_sleep(3)');
    const cut = run('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1', [
      'SELECT pg_sleep(3)',
    ]);
    await expect(slow).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await cut;
    expect(await pids()).toHaveLength(1);
  });

  it('survives that the server is gone in the middle of a statement, and works again once it is back', async () => {
    const wire = await TcpProxy.start(Number(new URL(place.url).port));
    const url = Object.assign(new URL(place.url), { port: new URL(wire.url).port }).href;
    const config = { database: { url, poolSize: 2, migrateOnStart: false } } as AppConfig;
    const behindWire = new Database(createDataSource(dataSourceOptions(config.database)), config);
    behindWire.onApplicationBootstrap();
    await databaseReady(behindWire);
    const sleeping = behindWire.query({ name: 'sleep', text: 'SELECT pg_sleep(3)' }, []);
    const active = `SELECT FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(3)'`;
    while ((await run(active)).length === 0);
    const refusal = expect(sleeping).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await wire.refuse();
    await refusal;
    await wire.open();
    await behindWire.ping();
    await behindWire.onApplicationShutdown();
    await wire.close();
  });

  it('does not know the outcome of a statement whose answer does not come, but of one that never had its turn', async () => {
    const wire = await TcpProxy.start(Number(new URL(place.url).port));
    const url = Object.assign(new URL(place.url), { port: new URL(wire.url).port }).href;
    const config = { database: { url, poolSize: 1, migrateOnStart: false } } as AppConfig;
    const behindWire = new Database(createDataSource(dataSourceOptions(config.database)), config);
    behindWire.onApplicationBootstrap();
    await databaseReady(behindWire);
    const insert = (id: number) =>
      behindWire.query({ name: 'insert', text: 'INSERT INTO things VALUES ($1)' }, [id]);
    await insert(1);
    wire.silence();
    const failures = await Promise.all(
      [insert(2), insert(3)].map((one) => one.catch((error: unknown) => error)),
    );
    expect(failures).toMatchObject([{ code: 'SERVICE_UNAVAILABLE' }, { code: 'SERVICE_UNAVAILABLE' }]);
    expect(failures.map(isOutcomeUnknown)).toEqual([true, false]);
    await behindWire.onApplicationShutdown();
    await wire.close();
  }, 10_000);

  it('answers ROOM_BUSY when a row stays locked', async () => {
    await run('INSERT INTO things VALUES (1)');
    const locker = dataSource.createQueryRunner();
    await locker.startTransaction();
    await locker.query('SELECT * FROM things WHERE id = 1 FOR UPDATE');
    await expect(run('UPDATE things SET note = $1 WHERE id = 1', ['x'])).rejects.toMatchObject({
      code: 'ROOM_BUSY',
    });
    await locker.rollbackTransaction();
    await locker.release();
  }, 10_000);

  it('repeats a statement that lost a deadlock', async () => {
    await run('INSERT INTO things VALUES (1), (2)');
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SET LOCAL deadlock_timeout = 60000');
    await other.query('UPDATE things SET note = $1 WHERE id = 2', ['other']);
    // Takes 1, waits for 2; the other then waits for 1, and the one whose patience ends first is rolled back.
    const both = run<{ id: number }>(
      `WITH first AS (UPDATE things SET note = 'mine' WHERE id = 1 RETURNING id),
         second AS (UPDATE things SET note = 'mine' WHERE id = 2 AND EXISTS (SELECT FROM first) RETURNING id)
       SELECT id FROM first UNION SELECT id FROM second ORDER BY id`,
    );
    await somebodyWaits();
    const crossing = other
      .query('UPDATE things SET note = $1 WHERE id = 1', ['other'])
      .then(() => other.commitTransaction());
    await crossing;
    expect(await both).toEqual([{ id: 1 }, { id: 2 }]);
    await other.release();
    expect(await run('SELECT id, note FROM things ORDER BY id')).toEqual([
      { id: 1, note: 'mine' },
      { id: 2, note: 'mine' },
    ]);
  }, 15_000);
});
