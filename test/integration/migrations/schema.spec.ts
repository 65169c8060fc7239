import { migrateUp } from '../../../src/database/index.js';
import { describeTable } from './catalog.js';
import { fillMarketplace } from './marketplace-fixture.js';
import {
  gallery,
  id,
  message,
  offer,
  openDatabase,
  room,
  user,
  vehicle,
  type OpenDatabase,
} from './open-database.js';

const TIME = 'timestamp with time zone';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase();
  await migrateUp(database.url);
  await fillMarketplace(database);
});
afterAll(() => database.close());

describe('the catalog', () => {
  it('lists chat_rooms with the columns of the reference and the counters', async () => {
    const { columns, options } = await describeTable(database, 'chat_rooms');
    expect(columns).toEqual({
      id: 'uuid not null',
      room_type: 'character varying(20) not null',
      offer_id: 'uuid',
      vehicle_id: 'uuid',
      gallery_a_id: 'uuid not null',
      gallery_b_id: 'uuid not null',
      is_active: 'boolean not null default true',
      closed_at: TIME,
      last_message_at: TIME,
      last_message_preview: 'character varying(100)',
      created_at: `${TIME} not null default now()`,
      updated_at: `${TIME} not null default now()`,
      last_seq: 'integer not null default 0',
      first_seq: 'integer not null default 1',
      unread_a: 'integer not null default 0',
      unread_b: 'integer not null default 0',
      rev: 'integer not null default 0',
    });
    expect(options).toEqual(['fillfactor=80']);
  });

  it('lists chat_messages with the columns of the reference and those of the service', async () => {
    const { columns } = await describeTable(database, 'chat_messages');
    expect(columns).toEqual({
      id: 'uuid not null',
      room_id: 'uuid not null',
      sender_id: 'uuid not null',
      message_type: 'character varying(20) not null',
      content: 'text',
      file_url: 'character varying(500)',
      file_name: 'character varying(255)',
      file_size: 'integer',
      file_type: 'character varying(100)',
      file_state: 'character varying(10)',
      media: 'jsonb',
      link_preview: 'jsonb',
      read_at: TIME,
      read_by: 'uuid',
      metadata: 'jsonb',
      created_at: `${TIME} not null default now()`,
      sender_gallery_id: 'uuid not null',
      seq: 'integer not null',
      client_message_id: 'uuid',
      request_hash: 'bytea',
      reply_to_id: 'uuid',
      edited_at: TIME,
      deleted_at: TIME,
      rev: 'integer not null default 0',
      reaction_count: 'integer not null default 0',
      pinned_at: TIME,
      pinned_by: 'uuid',
      forwarded: 'boolean not null default false',
    });
  });

  it('lists chat_presence with one time for each person and gallery', async () => {
    expect(await describeTable(database, 'chat_presence')).toEqual({
      columns: { user_id: 'uuid not null', gallery_id: 'uuid not null', last_seen_at: `${TIME} not null` },
      indexes: { chat_presence_pkey: 'CREATE UNIQUE (user_id, gallery_id)' },
      constraints: { chat_presence_pkey: 'PRIMARY KEY (user_id, gallery_id)' },
      options: [],
    });
  });

  it('lists what messages are found by, and how much of each room is there, tied to nothing', async () => {
    expect(await describeTable(database, 'chat_message_search')).toEqual({
      columns: {
        message_id: 'uuid not null',
        room_id: 'uuid not null',
        sender_id: 'uuid not null',
        sender_gallery_id: 'uuid not null',
        message_type: 'character varying(20) not null',
        created_at: `${TIME} not null`,
        keys: 'integer[] not null',
        lexemes: 'tsvector not null',
        folded: 'text not null',
      },
      indexes: {
        chat_message_search_pkey: 'CREATE UNIQUE (message_id)',
        idx_chat_message_search: expect.stringMatching(
          /USING gin \(keys, lexemes, folded gin_trgm_ops\) WITH \(gin_pending_list_limit='1024'\)$/,
        ) as string,
      },
      constraints: { chat_message_search_pkey: 'PRIMARY KEY (message_id)' },
      options: [],
    });
    expect(await describeTable(database, 'chat_room_search')).toEqual({
      columns: {
        room_id: 'uuid not null',
        indexed_seq: 'integer not null default 0',
        indexed_rev: 'integer not null default 0',
      },
      indexes: { chat_room_search_pkey: 'CREATE UNIQUE (room_id)' },
      constraints: { chat_room_search_pkey: 'PRIMARY KEY (room_id)' },
      options: ['fillfactor=50'],
    });
  });

  it('lists who has read which room, tied to nothing and changed by nobody', async () => {
    expect(await describeTable(database, 'chat_audit')).toEqual({
      columns: {
        id: 'uuid not null',
        at: `${TIME} not null default clock_timestamp()`,
        user_id: 'uuid not null',
        role: 'text not null',
        gallery_id: 'uuid not null',
        action: 'text not null',
        room_id: 'uuid not null',
        details: `jsonb not null default '{}'::jsonb`,
        request_id: 'text not null',
        address: 'text',
      },
      indexes: {
        chat_audit_pkey: 'CREATE UNIQUE (id)',
        idx_chat_audit_room: 'CREATE (room_id, id)',
        idx_chat_audit_user: 'CREATE (user_id, id)',
      },
      constraints: expect.objectContaining({ chat_audit_pkey: 'PRIMARY KEY (id)' }) as object,
      options: [],
    });
  });

  it('lists the names by which rooms are found, tied to nothing', async () => {
    expect(await describeTable(database, 'chat_room_names')).toEqual({
      columns: { room_id: 'uuid not null', folded: 'text not null' },
      indexes: {
        chat_room_names_pkey: 'CREATE UNIQUE (room_id)',
        idx_chat_room_names_folded: expect.stringMatching(/USING gin \(folded gin_trgm_ops\)$/) as string,
      },
      constraints: { chat_room_names_pkey: 'PRIMARY KEY (room_id)' },
      options: [],
    });
  });

  it('lists the indexes of the reference under their names, and those of the service', async () => {
    const activity = 'COALESCE(last_message_at, created_at) DESC, id DESC';
    const pair = 'LEAST(gallery_a_id, gallery_b_id), GREATEST(gallery_a_id, gallery_b_id)';
    const active = (type: string): string => `WHERE (is_active AND ((room_type)::text = '${type}'::text))`;
    expect((await describeTable(database, 'chat_rooms')).indexes).toEqual({
      chat_rooms_pkey: 'CREATE UNIQUE (id)',
      idx_chat_rooms_offer: 'CREATE (offer_id)',
      idx_chat_rooms_vehicle: 'CREATE (vehicle_id)',
      idx_chat_rooms_gallery_a: 'CREATE (gallery_a_id)',
      idx_chat_rooms_gallery_b: 'CREATE (gallery_b_id)',
      idx_chat_rooms_active: 'CREATE (is_active, last_message_at DESC)',
      idx_chat_rooms_list_a: `CREATE (gallery_a_id, ${activity}) WHERE is_active`,
      idx_chat_rooms_list_b: `CREATE (gallery_b_id, ${activity}) WHERE is_active`,
      idx_chat_rooms_changed: 'CREATE (updated_at, id)',
      idx_chat_rooms_closed: 'CREATE (closed_at, id) WHERE (NOT is_active)',
      idx_chat_rooms_silent: 'CREATE (is_active, created_at, id) WHERE (last_message_at IS NULL)',
      idx_chat_rooms_unread_a: 'CREATE (gallery_a_id) WHERE (is_active AND (unread_a > 0))',
      idx_chat_rooms_unread_b: 'CREATE (gallery_b_id) WHERE (is_active AND (unread_b > 0))',
      uq_chat_rooms_active_offer: `CREATE UNIQUE (offer_id) ${active('offer')}`,
      uq_chat_rooms_active_vehicle: `CREATE UNIQUE (vehicle_id, ${pair}) ${active('vehicle')}`,
      uq_chat_rooms_active_support: `CREATE UNIQUE (${pair}) ${active('support')}`,
    });
    expect((await describeTable(database, 'chat_messages')).indexes).toEqual({
      chat_messages_pkey: 'CREATE UNIQUE (id)',
      idx_chat_messages_room: 'CREATE (room_id)',
      idx_chat_messages_sender: 'CREATE (sender_id)',
      idx_chat_messages_created: 'CREATE (created_at DESC)',
      idx_chat_messages_unread: 'CREATE (room_id, read_at) WHERE (read_at IS NULL)',
      idx_chat_messages_answers: 'CREATE (reply_to_id) WHERE (reply_to_id IS NOT NULL)',
      idx_chat_messages_pinned: 'CREATE (room_id, pinned_at) WHERE (pinned_at IS NOT NULL)',
      idx_chat_messages_files: expect.stringMatching(
        /^CREATE \(room_id, \(\s*CASE.*END\), seq\) WHERE \(file_url IS NOT NULL\)$/s,
      ) as string,
      idx_chat_messages_changes: 'CREATE (room_id, rev) WHERE (rev > 0)',
      uq_chat_messages_room_seq: 'CREATE UNIQUE (room_id, seq)',
      uq_chat_messages_client_message:
        'CREATE UNIQUE (room_id, sender_id, client_message_id) WHERE (client_message_id IS NOT NULL)',
    });
  });

  it('ties the chat tables to the tables of the marketplace', async () => {
    const keys = async (table: string): Promise<string[]> =>
      Object.values((await describeTable(database, table)).constraints)
        .filter((shape): shape is string => String(shape).startsWith('FOREIGN KEY'))
        .sort();
    expect(await keys('chat_rooms')).toEqual([
      'FOREIGN KEY (gallery_a_id) REFERENCES galleries(id)',
      'FOREIGN KEY (gallery_b_id) REFERENCES galleries(id)',
      'FOREIGN KEY (offer_id) REFERENCES offers(id)',
      'FOREIGN KEY (vehicle_id) REFERENCES vehicles(id)',
    ]);
    expect(await keys('chat_messages')).toEqual([
      'FOREIGN KEY (read_by) REFERENCES users(id)',
      'FOREIGN KEY (reply_to_id) REFERENCES chat_messages(id)',
      'FOREIGN KEY (room_id) REFERENCES chat_rooms(id)',
      'FOREIGN KEY (sender_gallery_id) REFERENCES galleries(id)',
      'FOREIGN KEY (sender_id) REFERENCES users(id)',
    ]);
  });
});

describe('what the database refuses', () => {
  const [a, b, c] = [gallery(1), gallery(2), gallery(3)] as const;
  const insertRoom = (number: number, columns: Record<string, unknown>): Promise<unknown> =>
    insert('chat_rooms', {
      id: room(number),
      room_type: 'support',
      gallery_a_id: a,
      gallery_b_id: b,
      ...columns,
    });
  const insertMessage = (number: number, columns: Record<string, unknown>): Promise<unknown> =>
    insert('chat_messages', {
      id: message(number),
      room_id: room(1),
      sender_id: user(1),
      sender_gallery_id: a,
      message_type: 'text',
      seq: number,
      ...columns,
    });

  function insert(table: string, row: Record<string, unknown>): Promise<unknown> {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    return database.sql(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  }

  const brokenBy = (constraint: string): unknown => expect.objectContaining({ constraint });

  beforeEach(() => database.sql('BEGIN'));
  afterEach(() => database.sql('ROLLBACK'));

  it.each([
    ['the same gallery twice', 'ck_chat_rooms_galleries', { gallery_b_id: a }],
    ['an unknown room type', 'ck_chat_rooms_type', { room_type: 'auction' }],
    [
      'an offer room without an offer',
      'ck_chat_rooms_subject',
      { room_type: 'offer', vehicle_id: vehicle(1) },
    ],
    ['a vehicle room without a vehicle', 'ck_chat_rooms_subject', { room_type: 'vehicle' }],
    [
      'a vehicle room with an offer',
      'ck_chat_rooms_subject',
      { room_type: 'vehicle', vehicle_id: vehicle(1), offer_id: offer(1) },
    ],
    ['a support room with a vehicle', 'ck_chat_rooms_subject', { vehicle_id: vehicle(1) }],
    ['a support room with an offer', 'ck_chat_rooms_subject', { offer_id: offer(1) }],
    ['a counter below zero', 'ck_chat_rooms_counters', { unread_a: -1 }],
    ['the other counter below zero', 'ck_chat_rooms_counters', { unread_b: -1 }],
    ['an unknown gallery', 'chat_rooms_gallery_a_id_fkey', { gallery_a_id: id(1, 99) }],
    ['an unknown offer', 'chat_rooms_offer_id_fkey', { room_type: 'offer', offer_id: offer(99) }],
    ['an unknown vehicle', 'chat_rooms_vehicle_id_fkey', { room_type: 'vehicle', vehicle_id: vehicle(99) }],
  ])('a room with %s', async (_, constraint, columns) => {
    await expect(insertRoom(1, columns)).rejects.toEqual(brokenBy(constraint));
  });

  const onVehicle = { room_type: 'vehicle', vehicle_id: vehicle(1) };
  const onOffer = { room_type: 'offer', offer_id: offer(1), vehicle_id: vehicle(1) };
  const swapped = { gallery_a_id: b, gallery_b_id: a };

  it.each([
    ['offer', 'uq_chat_rooms_active_offer', onOffer, {}],
    ['offer, the galleries swapped', 'uq_chat_rooms_active_offer', onOffer, swapped],
    ['offer, of other galleries', 'uq_chat_rooms_active_offer', onOffer, { gallery_b_id: c }],
    ['vehicle and pair', 'uq_chat_rooms_active_vehicle', onVehicle, {}],
    ['vehicle and pair, the galleries swapped', 'uq_chat_rooms_active_vehicle', onVehicle, swapped],
    ['support pair', 'uq_chat_rooms_active_support', {}, {}],
    ['support pair, the galleries swapped', 'uq_chat_rooms_active_support', {}, swapped],
  ])('a second active room for one %s', async (_, index, subject, change) => {
    await insertRoom(1, subject);
    await expect(insertRoom(2, { ...subject, ...change })).rejects.toEqual(brokenBy(index));
  });

  it('no room that differs in its subject, its galleries or is closed', async () => {
    await insertRoom(1, onVehicle);
    await insertRoom(2, { ...onVehicle, is_active: false });
    await insertRoom(3, { ...onVehicle, gallery_a_id: c });
    await insertRoom(4, { ...onVehicle, vehicle_id: vehicle(2) });
    await insertRoom(5, onOffer);
    await insertRoom(6, { ...onOffer, ...swapped, is_active: false });
    await insertRoom(7, { ...onOffer, offer_id: offer(2) });
    await insertRoom(8, {});
    await insertRoom(9, { ...swapped, is_active: false });
    await insertRoom(10, { gallery_b_id: c });
    expect(await database.sql('SELECT count(*)::int AS rooms FROM chat_rooms')).toEqual([{ rooms: 10 }]);
  });

  it.each([
    ['a number that the room has used', 'uq_chat_messages_room_seq', { seq: 1 }],
    ['the number 0', 'ck_chat_messages_seq', { seq: 0 }],
    ['an unknown type', 'ck_chat_messages_type', { message_type: 'video' }],
    ['an unknown sender', 'chat_messages_sender_id_fkey', { sender_id: user(99) }],
    ['an unknown gallery', 'chat_messages_sender_gallery_id_fkey', { sender_gallery_id: gallery(99) }],
    ['an unknown room', 'chat_messages_room_id_fkey', { room_id: room(99) }],
    ['an answer to nothing', 'chat_messages_reply_to_id_fkey', { reply_to_id: message(99) }],
    ['a client id used before', 'uq_chat_messages_client_message', { client_message_id: id(7, 1) }],
  ])('a message with %s', async (_, constraint, columns) => {
    await insertRoom(1, {});
    await insertMessage(1, { client_message_id: id(7, 1) });
    await expect(insertMessage(2, columns)).rejects.toEqual(brokenBy(constraint));
  });

  it('no client id that another sender or another room uses, and any number without one', async () => {
    await insertRoom(1, {});
    await insertRoom(2, onVehicle);
    await insertMessage(1, { client_message_id: id(7, 1) });
    await insertMessage(2, { client_message_id: id(7, 1), sender_id: user(2), sender_gallery_id: b });
    await insertMessage(3, { client_message_id: id(7, 1), room_id: room(2), seq: 1 });
    await insertMessage(4, {});
    await insertMessage(5, {});
    expect(await database.sql('SELECT count(*)::int AS messages FROM chat_messages')).toEqual([
      { messages: 5 },
    ]);
  });
});
