import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Statement } from '../../../src/database/index.js';
import * as links from '../../../src/link-previews/link-previews.statements.js';
import * as messages from '../../../src/messages/messages.statements.js';
import * as erasure from '../../../src/personal-data/erasure.statements.js';
import * as exporting from '../../../src/personal-data/export.statements.js';
import * as pins from '../../../src/pins/pins.statements.js';
import * as receipts from '../../../src/read-receipts/read-receipts.statements.js';
import * as retention from '../../../src/retention/retention.statements.js';
import { CHANGED_WITHIN, CLOSED_WITHIN } from '../../../src/rooms/room-heads.repository.js';
import * as rooms from '../../../src/rooms/rooms.statements.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { blocksOf, explain, MODES, wasteful, type Value } from '../../support/explain.js';

const ROOM_SIZE = 60_000;
const SMALL_ROOMS = 3_000;
/** Rooms of others, of which the gallery that is looked at has a few. */
const FOREIGN_ROOMS = 20_000;
/** Messages that came while somebody was away, and were all read. */
const MISSED = 5_000;
/** Pages of 8 kB. Reading the big room as a whole takes more than a thousand. */
const FEW = 800;
/** Reading all rooms takes hundreds. */
const VERY_FEW = 30;

describe('the cost of statements in a large room', () => {
  let place: TestDatabase;
  let db: Client;
  const [own, other, user, room, missedRoom, firstMessage] = Array.from({ length: 6 }, randomUUID) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];

  beforeAll(async () => {
    place = await createTestDatabase();
    db = new Client({ connectionString: place.url });
    await db.connect();
    await db.query(`INSERT INTO galleries (id, name) VALUES ($1, 'A'), ($2, 'B')`, [own, other]);
    await db.query(
      `INSERT INTO galleries (id, name) SELECT gen_random_uuid(), 'G' || n FROM generate_series(1, ${SMALL_ROOMS}) n`,
    );
    await db.query(
      `INSERT INTO users (id, gallery_id, first_name, last_name) VALUES ($1, $2, 'Ada', 'Kaya')`,
      [user, own],
    );
    await db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, last_seq, unread_b, last_message_at)
       VALUES ($1, 'support', $2, $3, ${ROOM_SIZE}, 20, now())`,
      [room, own, other],
    );
    await db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, created_at, updated_at, is_active, closed_at)
       SELECT gen_random_uuid(), 'support', $1, id, at, at, random() < 0.5, at
       FROM galleries, LATERAL (SELECT now() - random() * interval '300 days' AS at WHERE name <> '') AS times
       WHERE id NOT IN ($1, $2)`,
      [own, other],
    );
    await db.query(
      `WITH pair AS MATERIALIZED (SELECT n, gen_random_uuid() AS a, gen_random_uuid() AS b FROM generate_series(1, ${FOREIGN_ROOMS}) n),
       galleries AS (
         INSERT INTO galleries (id, name) SELECT a, 'A' || n FROM pair UNION ALL SELECT b, 'B' || n FROM pair RETURNING id
       )
       INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, created_at, updated_at)
       SELECT gen_random_uuid(), 'support', a, b, at, at
       FROM pair, LATERAL (SELECT now() - random() * interval '300 days' AS at WHERE n > 0) AS times
       WHERE (SELECT count(*) FROM galleries) > 0`,
    );
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, file_url, file_type, seq,
         read_at, read_by)
       SELECT CASE n WHEN 1 THEN $4::uuid ELSE gen_random_uuid() END, $1, $2, $3, 'text', 'Merhaba ' || n,
         CASE WHEN n % 5 = 0 THEN 'http://s3/b/' || n END,
         CASE n % 4 WHEN 0 THEN 'image/png' WHEN 1 THEN 'text/plain' WHEN 2 THEN 'audio/ogg' ELSE 'video/mp4' END, n,
         CASE WHEN n <= ${ROOM_SIZE} - 20 THEN now() END, CASE WHEN n <= ${ROOM_SIZE} - 20 THEN $2::uuid END
       FROM generate_series(1, ${ROOM_SIZE}) n`,
      [room, user, own, firstMessage],
    );
    await db.query('VACUUM ANALYZE');
    await db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, last_seq, rev, last_message_at)
       VALUES ($1, 'support', $2, (SELECT id FROM galleries WHERE name = 'G1'), ${MISSED}, ${MISSED}, now())`,
      [missedRoom, other],
    );
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'Merhaba ' || n, n FROM generate_series(1, ${MISSED}) n`,
      [missedRoom, user, other],
    );
    // Nothing has cleared away yet what this leaves behind in the indexes.
    await db.query('UPDATE chat_messages SET read_at = now(), read_by = $2, rev = seq WHERE room_id = $1', [
      missedRoom,
      user,
    ]);
  }, 60_000);
  afterAll(async () => {
    await db.end();
    await place.drop();
  });

  const send = [
    room,
    randomUUID(),
    user,
    own,
    'text',
    'x',
    null,
    randomUUID(),
    null,
    'x',
    null,
    null,
    null,
    null,
    null,
    false,
    null,
    null,
  ];
  const sendMany = [room, randomUUID(), user, own, 'text', 'x', randomUUID(), '\\\\x00', 'x'].map(
    (value) => `{"${value}"}`,
  );
  const start = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const statements: [name: string, Statement, () => Value[], most?: number][] = [
    ['opening the room', messages.OPEN, () => [room, own, 50]],
    ['page 1', messages.FIND_PAGE, () => [room, own, 1, 50]],
    ['page 1,000', messages.FIND_PAGE, () => [room, own, 1_000, 50]],
    ['a page past the end', messages.FIND_PAGE, () => [room, own, 1_000_000_000, 50]],
    ['after the middle', messages.FIND_AFTER, () => [room, own, 30_000, 50]],
    ['after the end', messages.FIND_AFTER, () => [room, own, ROOM_SIZE, 50]],
    ['before the middle', messages.FIND_BEFORE, () => [room, own, 30_000, 50]],
    ['sync of the last 50', messages.FIND_SINCE, () => [room, own, ROOM_SIZE - 50, 0, 50]],
    [
      'the first page of a sync after much was sent and read',
      messages.FIND_SINCE,
      () => [missedRoom, other, 100, 0, 101],
    ],
    ['its last page', messages.FIND_SINCE, () => [missedRoom, other, MISSED - 50, 0, 101]],
    ['the pinned messages', messages.FIND_PINNED, () => [room, own], VERY_FEW],
    ['the newest images', messages.FIND_FILES, () => [room, own, '{image}', 1_000_000_000, 51]],
    [
      'older files of any kind',
      messages.FIND_FILES,
      () => [room, own, '{image,video,audio,document}', 30_000, 51],
    ],
    ['the messages of a person', erasure.FIND_MESSAGES, () => [user, 500]],
    ['the emoji of a person', erasure.FIND_REACTIONS, () => [user, 500], VERY_FEW],
    ['the pins of a person', erasure.FIND_PINS, () => [user, 500], VERY_FEW],
    ['a part of the walk through everything', exporting.WALK, () => [randomUUID(), room, 200]],
    [
      'which files nobody names',
      retention.FIND_UNNAMED,
      () => [`{files/${room}/x.png}`, `{${missedRoom}}`],
      VERY_FEW,
    ],
    ['the oldest messages', retention.FIND_ROOMS, () => [30, 500]],
    ['removing nothing of a room', retention.REMOVE, () => [room, 30, 100]],
    ['removing the first of a room', retention.REMOVE, () => [room, -1, 50], 2_000],
    ['how many are pinned', pins.COUNT, () => [room], VERY_FEW],
    ['one message', messages.FIND_ONE, () => [room, own, firstMessage]],
    ['the link of one message', links.FIND_TEXT, () => [room, firstMessage], VERY_FEW],
    ['a send', messages.SEND, () => send],
    ['a send among others', messages.SEND_MANY, () => sendMany],
    ['a repeated send', messages.FIND_REPEATED, () => [room, user, randomUUID()]],
    ['marking 20 as read', receipts.MARK_ALL, () => [room, other, user, 5_000, null]],
    ['marking one as read', receipts.MARK_ONE, () => [room, other, user, firstMessage]],
    ['the first 50 rooms', rooms.LIST, () => [own, ...start, null, false, 51]],
    ['the unread badge', rooms.UNREAD_TOTALS, () => [own]],
    ['the rooms that changed just now', CHANGED_WITHIN, () => [...start, 10_000], VERY_FEW],
    ['the rooms that were deleted just now', CLOSED_WITHIN, () => [...start, 10_000, 200], VERY_FEW],
  ];

  it.each(
    statements.flatMap(([name, statement, values, most = FEW]) =>
      MODES.map((mode) => [name, mode, statement, values, most] as const),
    ),
  )(
    '%s touches few pages, reads no table and sorts no history (%s)',
    async (_, mode, statement, values, most) => {
      const plan = await explain(db, mode, statement, values());
      expect(blocksOf(plan)).toBeLessThan(most);
      expect(wasteful(plan)).toEqual([]);
    },
  );

  // What the test above is worth.
  it.each([
    ['Seq Scan chat_messages', 'SELECT count(content) FROM chat_messages WHERE $1::uuid IS NOT NULL'],
    ['Sort', 'SELECT id FROM chat_messages WHERE room_id = $1 ORDER BY content LIMIT 50'],
  ])('sees a %s', async (step, text) => {
    expect(wasteful(await explain(db, 'force_custom_plan', { name: 'wasteful', text }, [room]))).toContain(
      step,
    );
  });
});
