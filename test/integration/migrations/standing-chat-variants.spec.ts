import { migrateUp } from '../../../src/database/index.js';
import { describeChatTables, describeTable, tableNames } from './catalog.js';
import { createMarketplace } from './marketplace-fixture.js';
import { gallery, message, openDatabase, room, takeBack, user, type OpenDatabase } from './open-database.js';
import {
  BUSY_MESSAGES,
  createChatTables,
  messagesAsWritten,
  openStandingDatabase,
  ROOMS,
} from './standing-chat-fixture.js';

describe('the way back', () => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await openStandingDatabase();
  });
  afterEach(() => database.close());

  it('gives the reference its tables back with every message, and the way up can be gone again', async () => {
    const [names, shapesBefore] = [await tableNames(database), await describeChatTables(database)];
    const messages = await messagesAsWritten(database, false);

    await migrateUp(database.url);
    const shapesAfter = await describeChatTables(database);
    await database.sql(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq, created_at)
       VALUES ($1, $2, $3, $4, 'text', 'Yeni', $5, '2026-01-01 00:00Z')`,
      [message(50), ROOMS.busy, user(1), gallery(1), BUSY_MESSAGES + 1],
    );

    await takeBack(database.url, 'ChatTables');
    expect(await tableNames(database)).toEqual([...names, 'chat_migrations'].sort());
    expect(await describeChatTables(database)).toEqual(shapesBefore);
    const kept = await messagesAsWritten(database, false);
    expect(kept.filter(({ id }) => id !== message(50))).toEqual(messages);
    expect(kept.find(({ id }) => id === message(50))).toMatchObject({ created_at: '2026-01-01 00:00:00' });

    await migrateUp(database.url);
    expect(await describeChatTables(database)).toEqual(shapesAfter);
    expect(await messagesAsWritten(database, true)).toEqual(kept);
    const [busy] = await database.sql('SELECT last_seq FROM chat_rooms WHERE id = $1', [ROOMS.busy]);
    expect(busy).toEqual({ last_seq: BUSY_MESSAGES + 1 });
  });
});

describe('chat tables that differ from the reference', () => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = await openDatabase();
    await createMarketplace(database);
    await createChatTables(database);
  });
  afterEach(() => database.close());

  it('are upgraded from other types, defaults, a fill factor and without some columns, and get them back', async () => {
    await database.sql(`
      CREATE TYPE message_kind AS ENUM ('text', 'file', 'system', 'offer_update', 'image');
      ALTER TABLE chat_messages ALTER message_type TYPE text, ALTER file_size TYPE bigint, ALTER metadata TYPE json,
        ALTER content TYPE varchar(2000), ALTER created_at TYPE timestamp(3), ALTER created_at SET DEFAULT now(),
        ALTER created_at SET NOT NULL, DROP COLUMN read_by, ALTER read_at TYPE timestamptz;
      ALTER TABLE chat_rooms SET (fillfactor = 70), ALTER is_active DROP DEFAULT, DROP COLUMN is_active,
        ALTER created_at SET DEFAULT CURRENT_TIMESTAMP, ADD COLUMN archived boolean;
      CREATE INDEX idx_chat_rooms_offer ON chat_rooms (offer_id, created_at);
      INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, archived)
      VALUES ('${room(1)}', 'support', '${gallery(1)}', '${gallery(2)}', true);
      INSERT INTO chat_messages (id, room_id, sender_id, message_type, file_size, metadata, created_at, read_at)
      VALUES ('${message(1)}', '${room(1)}', '${user(1)}', 'text', 7, '{"a": 1}', '2024-01-01 10:00:00.123', '2024-01-01 10:00Z')`);
    const before = await describeChatTables(database);

    await migrateUp(database.url);
    expect(await database.sql(`SELECT is_active, archived, last_seq, unread_b FROM chat_rooms`)).toEqual([
      { is_active: true, archived: true, last_seq: 1, unread_b: 0 },
    ]);
    expect(
      await database.sql('SELECT file_size, metadata, created_at, read_at, read_by FROM chat_messages'),
    ).toEqual([
      {
        file_size: 7,
        metadata: { a: 1 },
        created_at: new Date('2024-01-01T10:00:00.123Z'),
        read_at: new Date('2024-01-01T10:00:00Z'),
        read_by: null,
      },
    ]);
    const [rooms, messages] = await describeChatTables(database);
    expect(rooms.columns).toMatchObject({ archived: 'boolean', is_active: 'boolean not null default true' });
    expect(rooms.options).toEqual(['fillfactor=70']);
    expect(rooms.indexes.idx_chat_rooms_offer).toBe('CREATE (offer_id, created_at)');
    expect(messages.constraints).toMatchObject({
      chat_messages_read_by_fkey: 'FOREIGN KEY (read_by) REFERENCES users(id)',
    });

    await takeBack(database.url, 'ChatTables');
    expect(await describeChatTables(database)).toEqual(before);
  });

  it('are left alone when a value would have to be cut', async () => {
    await database.sql(`
      ALTER TABLE chat_messages ALTER file_name TYPE text;
      INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id)
      VALUES ('${room(1)}', 'support', '${gallery(1)}', '${gallery(2)}');
      INSERT INTO chat_messages (id, room_id, sender_id, message_type, file_name)
      VALUES ('${message(1)}', '${room(1)}', '${user(1)}', 'file', repeat('x', 300))`);
    const before = await describeChatTables(database);
    await expect(migrateUp(database.url)).rejects.toThrow('value too long for type character varying(255)');
    expect(await describeChatTables(database)).toEqual(before);
    expect(await database.sql('SELECT length(file_name) AS length FROM chat_messages')).toEqual([
      { length: 300 },
    ]);
  });

  it('are not taken for the reference when a column of the service is there already', async () => {
    await database.sql('ALTER TABLE chat_messages ADD COLUMN seq bigint');
    await expect(migrateUp(database.url)).rejects.toThrow('chat_messages already has a column seq');
  });

  it('may be there by half: the missing table is made, and only that one is dropped on the way down', async () => {
    await database.sql('DROP TABLE chat_messages');
    const before = await describeTable(database, 'chat_rooms');
    await migrateUp(database.url);
    expect(await tableNames(database)).toContain('chat_messages');
    await takeBack(database.url, 'ChatTables');
    expect(await tableNames(database)).not.toContain('chat_messages');
    expect(await describeTable(database, 'chat_rooms')).toEqual(before);
  });
});
