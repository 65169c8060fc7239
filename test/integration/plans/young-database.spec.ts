import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { createDataSource, dataSourceOptions } from '../../../src/database/data-source.js';
import type { Statement } from '../../../src/database/index.js';
import * as messages from '../../../src/messages/messages.statements.js';
import * as rooms from '../../../src/rooms/rooms.statements.js';
import * as index from '../../../src/search/indexing/search-index.statements.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { blocksOf, explainPrepared, wasteful, type Value } from '../../support/explain.js';

const [FIRST, MESSAGES] = [50, 30_000];
/** Pages of 8 kB. Reading the room or what its sender wrote takes more than five hundred. */
const FEW = 200;

/**
 * Statements are planned once for a connection, perhaps when the tables were new. PostgreSQL looks at them again after a
 * minute at the earliest; who uses the service meanwhile has to live with these plans.
 */
describe('statements that were planned while there was nothing', () => {
  let place: TestDatabase;
  let connection: PoolClient;
  const source = () =>
    createDataSource(dataSourceOptions({ ...{ url: place.url, poolSize: 1 }, migrateOnStart: false }));
  let opened: ReturnType<typeof source>;
  const [own, other, user, room, message] = Array.from({ length: 5 }, randomUUID) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const start = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const sent = (id: string, replyToId: string | null): Value[] => [
    ...[room, id, user, own, 'text', 'x', null, randomUUID(), '\\x00', 'x', replyToId],
    ...[null, null, null, null, false, null, null],
  ];
  const statements: [name: string, Statement, () => Value[]][] = [
    [
      'a send among others',
      messages.SEND_MANY,
      () =>
        [room, randomUUID(), user, own, 'text', 'x', randomUUID(), '\\\\x00', 'x'].map(
          (value) => `{"${value}"}`,
        ),
    ],
    ['a reply', messages.SEND, () => sent(randomUUID(), message)],
    ['a repeated send', messages.FIND_REPEATED, () => [room, user, randomUUID()]],
    ['opening the room', messages.OPEN, () => [room, own, 50]],
    ['page 100', messages.FIND_PAGE, () => [room, own, 100, 50]],
    ['sync of the last 50', messages.FIND_SINCE, () => [room, own, MESSAGES - 50, 0, 50]],
    ['the messages that were found', messages.FIND_SOME, () => [own, `{${message}}`]],
    ['what the search index lacks', index.READ, () => [`{${room}}`, 100]],
    ['the first 50 rooms', rooms.LIST, () => [own, ...start, null, false, 51]],
  ];

  const write = async (from: number, to: number) => {
    // It takes a slow machine longer than a statement of the service may.
    await connection.query('SET statement_timeout = 0');
    await connection.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq, client_message_id)
       SELECT CASE n WHEN 1 THEN $4::uuid ELSE gen_random_uuid() END, $1, $2, $3, 'text', 'Merhaba', n, gen_random_uuid()
       FROM generate_series($5::int, $6::int) n`,
      [room, user, own, message, from, to],
    );
    await connection.query('RESET statement_timeout');
  };

  beforeAll(async () => {
    place = await createTestDatabase();
    opened = await source().initialize();
    connection = await (
      opened.driver as unknown as { master: { connect(): Promise<PoolClient> } }
    ).master.connect();
    await connection.query(`INSERT INTO galleries (id, name) VALUES ($1, 'A'), ($2, 'B')`, [own, other]);
    await connection.query(`INSERT INTO users (id, gallery_id) VALUES ($1, $2)`, [user, own]);
    await connection.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, last_seq) VALUES ($1, 'support', $2, $3, ${MESSAGES})`,
      [room, own, other],
    );
    await connection.query(`INSERT INTO chat_room_search VALUES ($1, ${MESSAGES - 100}, 0)`, [room]);
    await write(1, FIRST);
    await connection.query('VACUUM ANALYZE');
    for (const [, { name, text }, values] of statements)
      await connection.query({ name, text, values: values() });
    await write(FIRST + 1, MESSAGES);
  });
  afterAll(async () => {
    connection.release();
    await opened.destroy();
    await place.drop();
  });

  it.each(statements)('%s touches few pages', async (_, { name }, values) => {
    const plan = await explainPrepared(connection, name, values());

    expect(wasteful(plan)).toEqual([]);
    expect(blocksOf(plan)).toBeLessThan(FEW);
  });
});
