import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import * as audit from '../../../src/administration/audit/audit.statements.js';
import { COUNT_ROOMS } from '../../../src/administration/figures/room-counts.statements.js';
import { WALKED } from '../../../src/administration/finding/room-finder.repository.js';
import * as finder from '../../../src/administration/finding/room-finder.statements.js';
import type { Statement } from '../../../src/database/index.js';
import * as messages from '../../../src/messages/messages.statements.js';
import * as exporting from '../../../src/personal-data/export.statements.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { blocksOf, explain, MODES, wasteful, type Value } from '../../support/explain.js';

const ROOMS = 40_000;
const ENTRIES = 60_000;
const MESSAGES = 20_000;
/** Every so many rooms are about the rare vehicle; all are about a common one. */
const RARE = 4_000;
/** Pages of 8 kB. All rooms take about 800, and their names 500. A page of rooms takes about 20 for each room of it. */
const [FEW, A_PAGE] = [250, 1_300];
/** What a walk through as many rooms as there may be takes: some pages for each of them. */
const A_WALK = WALKED * 5;

describe('the cost of the administration among many rooms', () => {
  let place: TestDatabase;
  let db: Client;
  const [hub, user, vehicle, rare, offer, room] = Array.from({ length: 6 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const START = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  let [message, some]: string[] = [];

  beforeAll(async () => {
    place = await createTestDatabase();
    db = new Client({ connectionString: place.url });
    await db.connect();
    await db.query(`INSERT INTO galleries (id, name) VALUES ($1, 'Merkez Otomotiv')`, [hub]);
    await db.query(`INSERT INTO users (id, gallery_id, first_name) VALUES ($1, $2, 'Işıl')`, [user, hub]);
    await db.query(
      `INSERT INTO vehicles (id, gallery_id, brand, model) VALUES ($1, $3, 'Fiat', 'Egea'), ($2, $3, 'Ferrari', 'Şahane')`,
      [vehicle, rare, hub],
    );
    await db.query(`INSERT INTO offers (id, vehicle_id) VALUES ($1, $2)`, [offer, vehicle]);
    await db.query(
      `WITH others AS MATERIALIZED (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ${ROOMS}) n),
         galleries AS (INSERT INTO galleries (id, name) SELECT id, 'Galeri ' || n FROM others RETURNING id)
       INSERT INTO chat_rooms (id, room_type, vehicle_id, offer_id, gallery_a_id, gallery_b_id, is_active, created_at,
         last_message_at, last_seq)
       SELECT CASE n WHEN 1 THEN $4::uuid ELSE gen_random_uuid() END, CASE n WHEN 1 THEN 'offer' ELSE 'vehicle' END,
         CASE WHEN n % ${RARE} = 0 THEN $2::uuid ELSE $1 END, CASE n WHEN 1 THEN $5::uuid END, id, $3, n % 5 <> 0, at,
         CASE WHEN n % 3 <> 0 THEN at END, CASE n WHEN 1 THEN ${MESSAGES} ELSE 0 END
       FROM others, LATERAL (SELECT now() - n * interval '1 minute' AS at) AS times
       WHERE (SELECT count(*) FROM galleries) > 0`,
      [vehicle, rare, hub, room, offer],
    );
    await db.query(finder.REFRESH.text, ['00000000-0000-0000-0000-000000000000', ROOMS]);
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'Merhaba ' || n, n FROM generate_series(1, ${MESSAGES}) n`,
      [room, user, hub],
    );
    // One of the people reads all the time; one room is read often, and another one seldom.
    await db.query(
      `INSERT INTO chat_audit (id, user_id, role, gallery_id, action, room_id, request_id)
       SELECT gen_random_uuid(), CASE WHEN n % 1000 = 0 THEN $2::uuid ELSE $3 END, 'support', $3, 'open_room',
         CASE WHEN n % 500 = 0 THEN $1::uuid ELSE gen_random_uuid() END, 'x'
       FROM generate_series(1, ${ENTRIES}) n`,
      [room, user, hub],
    );
    await db.query('VACUUM ANALYZE');
    message = (await db.query<{ id: string }>('SELECT id FROM chat_messages WHERE seq = 5')).rows[0]?.id;
    const few = await db.query<{ id: string }>('SELECT id FROM chat_rooms LIMIT 100');
    some = `{${few.rows.map(({ id }) => id).join(',')}}`;
  }, 120_000);
  afterAll(async () => {
    await db.end();
    await place.drop();
  });

  const walk = (
    type: string | null,
    status: string,
    patterns: string[],
    cursor: string[] = START,
  ): Value[] => [
    ...[...cursor, type, status],
    ...[`{${patterns.map((one) => `"${one}"`).join(',')}}`, 51, WALKED],
  ];
  const byNames = (...patterns: [string, ...string[]]): Value[] => [
    `{${patterns.map((one) => `"${one}"`).join(',')}}`,
    2_001,
    ...Array.from({ length: finder.ASKED }, (_, n) => patterns[n] ?? patterns[0]),
  ];
  const entry: Value[] = [randomUUID(), user, 'support', hub, 'open_room', room, '{}', 'x', null];

  const walks: [name: string, () => Value[], most?: number][] = [
    ['the newest rooms', () => walk(null, 'active', [])],
    ['the newest rooms of all', () => walk(null, 'all', [])],
    ['the newest deleted rooms', () => walk(null, 'closed', [])],
    [
      'rooms from the middle on',
      () => walk(null, 'all', [], [new Date(Date.now() - 20_000 * 60_000).toISOString(), room]),
    ],
    ['rooms whose names fit many', () => walk(null, 'all', ['%egea%'])],
  ];

  // A plan for the values would put all rooms in order, to look at half of them. The service's connections make none.
  it.each(walks)('%s are met without looking at more', async (_, values) => {
    const plan = await explain(db, 'force_generic_plan', finder.WALK, values());
    expect(blocksOf(plan)).toBeLessThan(A_PAGE);
    expect(wasteful(plan)).toEqual([]);
  });

  it('a walk in vain ends, and puts next to nothing in order', async () => {
    const plan = await explain(db, 'force_generic_plan', finder.WALK, walk(null, 'all', ['%lamborghini%']));
    expect(blocksOf(plan)).toBeLessThan(A_WALK);
    // Those of the same millisecond only.
    expect(new Set(wasteful(plan))).toEqual(new Set(['Incremental Sort']));
  });

  const statements: [name: string, Statement, () => Value[], most?: number][] = [
    ['rooms whose names fit few', finder.FIND_BY_NAMES, () => byNames('%ŞAHANE%', '%Ferrari%'), A_PAGE],
    ['that the names fit many', finder.FIND_BY_NAMES, () => byNames('%egea%'), A_PAGE],
    ['rooms whose names are two letters', finder.FIND_BY_NAMES, () => byNames('% Fe%'), A_PAGE],
    ['the room of a message', finder.FIND_BY_ID, () => [message ?? '', 2_000]],
    ['the room of an offer', finder.FIND_BY_ID, () => [offer, 2_000]],
    ['the rooms of a rare vehicle', finder.FIND_BY_ID, () => [rare, 2_000]],
    ['those of a hundred', finder.LIST_AMONG, () => [some ?? '', ...START, null, 'all', 51], A_PAGE],
    ['a part of the walk for new names', finder.REFRESH, () => [room, 10]],
    ['recording', audit.RECORD, () => entry],
    ['the newest entries', audit.LIST, () => [START[1] ?? '', 51]],
    ['the entries of a room', audit.LIST_OF_ROOM, () => [START[1] ?? '', 51, room, null]],
    ['the entries of a person', audit.LIST_OF_USER, () => [START[1] ?? '', 51, user]],
    ['both', audit.LIST_OF_ROOM, () => [START[1] ?? '', 51, room, user]],
    ['the readings by a person', exporting.FIND_AUDIT, () => [user, offer, 50]],
    ['the readings of a room', exporting.FIND_READINGS, () => [`{${room}}`, offer, 50, user]],
    ['opening a room of others', messages.OPEN_ANY, () => [room, 50], A_PAGE],
    ['reading on', messages.FIND_ANY_AFTER, () => [room, 10_000, 51], A_PAGE],
    ['reading back', messages.FIND_ANY_BEFORE, () => [room, 10_000, 51], A_PAGE],
    ['how many rooms there are', COUNT_ROOMS, () => [5_001], A_PAGE],
  ];

  it.each(
    statements.flatMap(([name, statement, values, most = FEW]) =>
      MODES.map((mode) => [name, mode, statement, values, most] as const),
    ),
  )(
    '%s touches few pages, reads no table and sorts no list (%s)',
    async (_, mode, statement, values, most) => {
      const plan = await explain(db, mode, statement, values());
      expect(blocksOf(plan)).toBeLessThan(most);
      expect(wasteful(plan)).toEqual([]);
    },
  );

  it('goes on with a walk where the one before ended, and meets each room once', async () => {
    const expected = await db.query<{ id: string }>(
      `SELECT id FROM chat_rooms WHERE vehicle_id = $1 ORDER BY COALESCE(last_message_at, created_at) DESC, id DESC`,
      [rare],
    );
    const met: string[] = [];
    let walks = 0;
    for (let cursor: string[] | undefined = START; cursor !== undefined; walks++) {
      const values: Value[] = [...cursor, null, 'all', '{"%şahane%"}', 3, 3_000];
      const { rows } = await db.query<{ id: string; activity: string; is_last: boolean; is_wanted: boolean }>(
        finder.WALK.text,
        values,
      );
      met.push(...rows.filter(({ is_wanted }) => is_wanted).map(({ id }) => id));
      const last = rows.length === 3 ? rows.at(-1) : rows.find(({ is_last }) => is_last);
      cursor = last && [last.activity, last.id];
    }
    expect(met).toEqual(expected.rows.map(({ id }) => id));
    expect(met).toHaveLength(ROOMS / RARE);
    expect(walks).toBeGreaterThan(ROOMS / 3_000);
  });
});
