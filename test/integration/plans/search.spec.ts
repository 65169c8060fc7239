import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import * as messages from '../../../src/messages/messages.statements.js';
import * as index from '../../../src/search/indexing/search-index.statements.js';
import { keysOf, scopeKey, windows } from '../../../src/search/scope.js';
import { FIND_ROOMS, SEARCH, type ScopeKind, type Way } from '../../../src/search/search.statements.js';
import type { Statement } from '../../../src/database/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { blocksOf, explain, MODES, wasteful, type Value } from '../../support/explain.js';

const MESSAGES = 60_000;
const DAY = 86_400_000;
/** Messages of a day in the busy room; as many as the others have together. */
const PER_DAY = 200;
/** Rooms of the gallery, the busy one aside. */
const ROOMS = 50;
/** Pages of 8 kB. The search table has thousands of them. */
const FEW = 1_000;

describe('the cost of a search', () => {
  let place: TestDatabase;
  let db: Client;
  const [own, user, room] = [randomUUID(), randomUUID(), randomUUID()];
  const others = Array.from({ length: ROOMS }, () => randomUUID());
  const partners = Array.from({ length: ROOMS + 1 }, () => randomUUID());
  const now = Date.now();
  let first: string;

  beforeAll(async () => {
    place = await createTestDatabase();
    db = new Client({ connectionString: place.url });
    await db.connect();
    await db.query(`INSERT INTO galleries (id, name) SELECT id, 'G' FROM unnest($1::uuid[]) AS g(id)`, [
      [own, ...partners],
    ]);
    await db.query(`INSERT INTO users (id, gallery_id) VALUES ($1, $2)`, [user, own]);
    await db.query(
      `INSERT INTO chat_rooms (id, room_type, gallery_a_id, gallery_b_id, last_seq)
       SELECT r.id, 'support', $3, r.partner, CASE n WHEN 1 THEN ${MESSAGES} ELSE 0 END
       FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS r(id, partner, n)`,
      [[room, ...others], partners, own],
    );
    await db.query(
      `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq)
       SELECT gen_random_uuid(), $1, $2, $3, 'text', 'Merhaba ' || n, n FROM generate_series(1, ${MESSAGES}) n`,
      [room, user, own],
    );
    const { rows } = await db.query<{ id: string }>('SELECT id FROM chat_messages WHERE seq = 1');
    first = rows[0]?.id ?? '';
    await db.query(`INSERT INTO chat_room_search VALUES ($1, ${MESSAGES}, 0)`, [room]);
    await fillIndex();
    await db.query('VACUUM ANALYZE');
  }, 120_000);
  afterAll(async () => {
    await db.end();
    await place.drop();
  });

  /** Half of it in the busy room. All say one word, one in a thousand another one. */
  async function fillIndex(): Promise<void> {
    const placed = Array.from({ length: MESSAGES }, (_, n) => {
      const which = n % 2 === 0 ? 0 : 1 + (n % ROOMS);
      const created_at = new Date(now - (n / 2 / PER_DAY) * DAY);
      const room_id = [room, ...others][which] ?? room;
      const sides = { gallery_a_id: own, gallery_b_id: partners[which] ?? own, room_type: 'support' };
      const sender = { sender_id: user, sender_gallery_id: own, message_type: 'text' };
      return { room_id, created_at, keys: keysOf({ room_id, created_at, ...sides, ...sender }) };
    });
    for (let from = 0; from < MESSAGES; from += 5_000) {
      const part = placed.slice(from, from + 5_000);
      await db.query(
        `INSERT INTO chat_message_search
         SELECT gen_random_uuid(), i.room_id, $1, $2, 'text', i.created_at, i.keys::int[],
           array_to_tsvector(ARRAY['merhaba', 'sayi' || i.n, 's' || i.n % 1000]),
           ' merhaba sayi' || i.n || ' kisim' || md5(i.n::text) || ' s' || i.n % 1000 || ' '
         FROM unnest($3::uuid[], $4::timestamptz[], $5::text[], $6::int[]) AS i(room_id, created_at, keys, n)`,
        [
          user,
          own,
          part.map(({ room_id }) => room_id),
          part.map(({ created_at }) => created_at),
          part.map(({ keys }) => `{${keys.join(',')}}`),
          part.map((_, n) => from + n),
        ],
      );
    }
  }

  const search = (kind: ScopeKind, way: Way, word: string, window: number): [Statement, Value[]] => {
    const id = kind === 'room' ? room : own;
    const found = [...windows(id, now, -Infinity)];
    const [{ keys, since }, later] = [found[window]!, found[window - 1]?.since];
    const time = (at: number | undefined, none: string) =>
      at === undefined || !Number.isFinite(at) ? none : new Date(at).toISOString();
    const lexeme = way === 'words' ? `'${word}'` : `'nobody'`;
    const values: Value[] = [
      ...[id, `{${keys.join(',')}}`, '{}', lexeme, time(since, '-infinity'), time(later, 'infinity')],
      ...['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', null, null, null, '{}', 21],
    ];
    if (way === 'parts')
      values.push(...Array.from({ length: 4 }, () => `%${word}%`), `{"${lexeme}"}`, `{%${word}%}`);
    if (kind === 'gallery') values.push(null);
    return [SEARCH[kind][way], values];
  };

  const kinds: ScopeKind[] = ['room', 'gallery'];
  const searches = kinds.flatMap((kind): [string, [Statement, Value[]]][] => [
    [`a common word, ${kind}, today`, search(kind, 'words', 'merhaba', 0)],
    [`a rare word, ${kind}, lately`, search(kind, 'words', 's7', 1)],
    [`a rare word, ${kind}, this year`, search(kind, 'words', 's7', 2)],
    [`a word of one message, ${kind}, of all time`, search(kind, 'words', 'sayi777', 3)],
    [`a word of none, ${kind}, of all time`, search(kind, 'words', 'yok', 3)],
    [`a common part, ${kind}, today`, search(kind, 'parts', 'erhab', 0)],
    [`a part of a few, ${kind}, this year`, search(kind, 'parts', 'kisimab', 2)],
    [`a part of none, ${kind}, of all time`, search(kind, 'parts', 'qqqxw', 3)],
  ]);
  it.each(searches.flatMap(([name, work]) => MODES.map((mode) => [name, mode, work] as const)))(
    '%s touches a part of the pages, through the index (%s)',
    async (_, mode, [statement, values]) => {
      const plan = await explain(db, mode, statement, values);
      expect(blocksOf(plan)).toBeLessThan(FEW);
      expect(JSON.stringify(plan)).toContain('"Index Name":"idx_chat_message_search"');
      // Hits of one window are put in order; it is never the whole history.
      expect(wasteful(plan).filter((step) => step !== 'Sort')).toEqual([]);
    },
  );

  const rooms = `{${[room, ...others].join(',')}}`;
  const start = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  const works: [name: string, Statement, () => Value[]][] = [
    ['the messages that were found', messages.FIND_SOME, () => [own, `{${first}}`]],
    ['their rooms', FIND_ROOMS, () => [own, rooms]],
    ['enrolling rooms', index.ENROL, () => [rooms]],
    ['claiming rooms', index.CLAIM, () => [rooms]],
    ['reading what is new', index.READ, () => [rooms, 100]],
    ['writing', index.WRITE, () => [`{${first}}`, '{x}', "{'x'}", '{"{1}"}']],
    ['removing', index.REMOVE, () => [`{${first}}`]],
    ['emptying a room', index.REMOVE_FROM_ROOM, () => [others[0] ?? '', scopeKey(others[0] ?? ''), 100]],
    ['noting', index.NOTE, () => [`{${room}}`, '{60000}', '{0}']],
    ['forgetting', index.FORGET, () => [`{${room}}`]],
    ['the rooms that changed', index.CHANGED_WITHIN, () => [...start, 100_000]],
  ];
  it.each(
    works.flatMap(([name, statement, values]) =>
      MODES.map((mode) => [name, mode, statement, values] as const),
    ),
  )('%s touches few pages, reads no table and sorts no history (%s)', async (_, mode, statement, values) => {
    const plan = await explain(db, mode, statement, values());
    expect(blocksOf(plan)).toBeLessThan(FEW);
    expect(wasteful(plan)).toEqual([]);
  });
});
