import pg from 'pg';
import { migrateDown, migrateUp } from '../../../src/database/index.js';
import { MIGRATIONS } from './all-migrations.js';
import { describeChatTables, describeTable, tableNames } from './catalog.js';
import { createMarketplace, fillMarketplace } from './marketplace-fixture.js';
import { gallery, offer, openDatabase, room, takeBack, type OpenDatabase } from './open-database.js';

const CHAT = [
  'chat_audit',
  'chat_message_edits',
  'chat_message_reactions',
  'chat_message_search',
  'chat_messages',
  'chat_presence',
  'chat_revocations',
  'chat_room_names',
  'chat_room_search',
  'chat_rooms',
];
const MARKETPLACE = ['galleries', 'offers', 'users', 'vehicles'];

let database: OpenDatabase;
beforeEach(async () => {
  database = await openDatabase();
});
afterEach(() => database.close());

describe('an empty database', () => {
  it('gets all tables, loses them on the way down, and gets the same again', async () => {
    expect(await migrateUp(database.url)).toEqual(MIGRATIONS);
    expect(await tableNames(database)).toEqual([...CHAT, 'chat_migrations', ...MARKETPLACE].sort());
    const shapes = await describeChatTables(database);

    for (const name of MIGRATIONS.slice(1).reverse()) expect(await migrateDown(database.url)).toBe(name);
    expect(await tableNames(database)).toEqual(['chat_migrations', ...MARKETPLACE]);
    expect(await migrateDown(database.url)).toBe(MIGRATIONS[0]);
    expect(await tableNames(database)).toEqual(['chat_migrations']);
    expect(await migrateDown(database.url)).toBeUndefined();

    expect(await migrateUp(database.url)).toEqual(MIGRATIONS);
    expect(await describeChatTables(database)).toEqual(shapes);
  });

  it('runs each migration once', async () => {
    await migrateUp(database.url);
    expect(await migrateUp(database.url)).toEqual([]);
  });

  it('is migrated once by five nodes that start together', async () => {
    const runs = await Promise.all(Array.from({ length: 5 }, () => migrateUp(database.url)));
    expect(runs.flat()).toEqual(MIGRATIONS);
    expect(await database.sql('SELECT name FROM chat_migrations ORDER BY id')).toEqual(
      MIGRATIONS.map((name) => ({ name })),
    );
  });

  it('keeps marketplace tables that have been filled since', async () => {
    await migrateUp(database.url);
    await fillMarketplace(database);
    await takeBack(database.url, 'MarketplaceTables');
    expect(await tableNames(database)).toEqual(['chat_migrations', ...MARKETPLACE]);

    expect(await migrateUp(database.url)).toEqual(MIGRATIONS);
    expect(await database.sql('SELECT count(*)::int AS offers FROM offers')).toEqual([{ offers: 4 }]);
  });
});

describe('a database with the marketplace in it', () => {
  it('keeps the tables of the marketplace as they are, up and down', async () => {
    await createMarketplace(database);
    const look = async (): Promise<unknown> => {
      const tables = [];
      for (const table of MARKETPLACE) {
        tables.push(
          await describeTable(database, table),
          await database.sql(`SELECT * FROM ${table} ORDER BY id`),
        );
      }
      return tables;
    };
    const before = await look();

    expect(await migrateUp(database.url)).toEqual(MIGRATIONS);
    expect(await look()).toEqual(before);
    await database.sql(
      `INSERT INTO chat_rooms (id, room_type, offer_id, gallery_a_id, gallery_b_id) VALUES ($1, 'offer', $2, $3, $4)`,
      [room(1), offer(1), gallery(1), gallery(2)],
    );

    await takeBack(database.url, 'MarketplaceTables');
    expect(await tableNames(database)).toEqual(['chat_migrations', ...MARKETPLACE]);
    expect(await look()).toEqual(before);
  });

  it('never drops a table of the marketplace, even an empty one', async () => {
    await database.sql('CREATE TABLE galleries (id uuid PRIMARY KEY, name text)');
    await migrateUp(database.url);
    await takeBack(database.url, 'MarketplaceTables');
    expect(await tableNames(database)).toEqual(['chat_migrations', 'galleries']);
  });
});

describe('a migration that fails', () => {
  it('leaves nothing behind and can be run again', async () => {
    await migrateUp(database.url);
    await takeBack(database.url, 'ChatTables');
    await database.sql('CREATE TABLE chat_messages (id uuid PRIMARY KEY, seq text)');
    await expect(migrateUp(database.url)).rejects.toThrow('chat_messages already has a column seq');
    expect(await tableNames(database)).toEqual(['chat_messages', 'chat_migrations', ...MARKETPLACE]);

    await database.sql('DROP TABLE chat_messages');
    expect(await migrateUp(database.url)).toEqual(MIGRATIONS.slice(1));
  });
});

describe('a database in which the service works', () => {
  it('is written in while the indexes of changed rooms are built', async () => {
    await migrateUp(database.url);
    await fillMarketplace(database);
    await database.sql(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id)
       VALUES ($1, 'support', $3, $4), ($2, 'support', $3, $5)`,
      [room(1), room(2), gallery(1), gallery(2), gallery(3)],
    );
    await takeBack(database.url, 'RoomChangeIndexes');
    const change = (id: string) => `UPDATE chat_rooms SET unread_a = unread_a + 1 WHERE id = '${id}'`;

    // Every build of an index waits for the transactions that write already.
    const writer = new pg.Client({ connectionString: database.url });
    await writer.connect();
    await writer.query(`BEGIN; ${change(room(1))}`);
    const migrating = migrateUp(database.url);
    const waiting = `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX%'`;
    while ((await database.sql(waiting)).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
    await database.sql(`SET lock_timeout = '1s'`);
    await database.sql(change(room(2)));

    await writer.query('COMMIT');
    expect(await migrating).toEqual(MIGRATIONS.slice(4));
    await writer.end();
  });
});
