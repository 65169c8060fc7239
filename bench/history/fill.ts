import pg from 'pg';
import { ensureDatabase } from '../../dev/postgres.ts';
import { migrate } from '../../dev/service.ts';
import { TALK, thinkUpTalk } from './talk.ts';

/** Somebody whose gallery has many rooms, one of them a very long one. */
export interface History {
  databaseUrl: string;
  userId: string;
  galleryId: string;
  /** The room with `LONG` messages. */
  roomId: string;
  /** Bytes on the disk, on average. */
  size: { message: number; room: number };
}

/** Rooms of the gallery that is looked at. */
export const OWN_ROOMS = 10_000;
/** Messages of its longest room: page 10,000 of 50 is among them. */
const LONG = 510_000;
/** Messages in a room on average, the longest aside. */
const MEAN = 19;
/** One room in so many has something unread. */
const UNREAD_IN = 10;
/** How steeply the lengths of rooms fall: the room of rank n has n^-STEEP times the messages of the first. */
const STEEP = 0.8;

const TEXT =
  'Merhaba, aracınız hâlâ satılık mı? Ekspertiz raporunu ve tramer kaydını paylaşabilir misiniz? Takas ' +
  'düşünüyorsanız elimizde 2021 model, 48.000 km, hatasız bir araç var; öğleden sonra galeride görüşebiliriz.';

/**
 * A migrated database with so many messages. A few rooms are busy and most are quiet; messages lie in the order in which
 * they were sent, those of many rooms among each other, as they come to lie in production.
 * @param messages more than the longest room has; about so many, since the parts of the distribution are rounded
 * @param says the beginning of one text, or, to be searched, many different ones
 */
export async function fillHistory(
  serverUrl: string,
  name: string,
  messages: number,
  says: 'one text' | 'many texts' = 'one text',
): Promise<History> {
  const databaseUrl = await ensureDatabase(serverUrl, name);
  await migrate(databaseUrl);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    // References hold by the way in which rows are made here; checking each of millions would take most of the time.
    await db.query(`SET session_replication_role = replica; SET work_mem = '512MB'; SELECT setseed(0.5)`);
    const rooms = Math.max(OWN_ROOMS, Math.round((messages - LONG) / MEAN));
    await fillMarketplace(db);
    await planRooms(db, rooms, messages - LONG);
    await db.query(ROOMS);
    const talks = says === 'many texts';
    if (talks) await thinkUpTalk(db);
    await withoutIndexes(db, 'chat_messages', () =>
      db.query(messagesThatSay(talks ? TALK : `left('${TEXT}', 20 + (sent.seq * 37 % 180)::int)`)),
    );
    // What is not to be searched is in no search index, and no service begins to put it there.
    if (!talks)
      await db.query('INSERT INTO chat_room_search (room_id, indexed_seq) SELECT id, length FROM planned');
    await db.query('VACUUM (ANALYZE) chat_rooms, chat_messages, galleries, users, vehicles');
    const { rows } = await db.query<Omit<History, 'databaseUrl'>>(
      `SELECT person_a AS "userId", gallery_a AS "galleryId", id AS "roomId", jsonb_build_object(
         'message', pg_total_relation_size('chat_messages') / (SELECT sum(length) FROM planned),
         'room', pg_total_relation_size('chat_rooms') / (SELECT count(*) FROM planned)) AS size
       FROM planned WHERE n = 0`,
    );
    const [own] = rows;
    if (own === undefined) throw new Error('The history has no rooms');
    return { databaseUrl, ...own };
  } finally {
    await db.end();
  }
}

/** `OWN_ROOMS` galleries with a person and a vehicle each, and the one that is looked at. */
async function fillMarketplace(db: pg.Client): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE market AS
     SELECT n, gen_random_uuid() AS gallery, gen_random_uuid() AS person, gen_random_uuid() AS vehicle
     FROM generate_series(0, ${OWN_ROOMS}) n`,
  );
  await db.query(`INSERT INTO galleries (id, name) SELECT gallery, 'Galeri ' || n FROM market`);
  await db.query(
    `INSERT INTO users (id, gallery_id, first_name, last_name) SELECT person, gallery, 'Ayşe', 'Yılmaz' FROM market`,
  );
  await db.query(
    `INSERT INTO vehicles (id, gallery_id, brand, model, title, price)
     SELECT vehicle, gallery, 'BMW', '320i', 'BMW 320i', 850000 FROM market`,
  );
  await db.query('ANALYZE market');
}

/** The first rooms are those of the gallery that is looked at, one with each other; the first of all is the longest. */
async function planRooms(db: pg.Client, rooms: number, messages: number): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE planned AS
     WITH numbered AS (
       SELECT n, row_number() OVER (ORDER BY random()) AS rank FROM generate_series(0, ${rooms - 1}) n
     ), weighed AS (
       SELECT n, power(rank, -${STEEP}) / sum(power(rank, -${STEEP})) OVER () AS part FROM numbered
     )
     SELECT weighed.n, gen_random_uuid() AS id, a.gallery AS gallery_a, b.gallery AS gallery_b, a.person AS person_a,
       b.person AS person_b, b.vehicle,
       CASE weighed.n WHEN 0 THEN ${LONG} ELSE greatest(1, round(${messages} * part))::int END AS length,
       date_trunc('milliseconds', now() - random() * interval '90 days') AS last_at,
       weighed.n % ${UNREAD_IN} = 0 AS unread
     FROM weighed
     JOIN market b ON b.n = weighed.n % ${OWN_ROOMS}
     JOIN market a ON a.n = CASE WHEN weighed.n < ${OWN_ROOMS} THEN ${OWN_ROOMS}
       ELSE (weighed.n + weighed.n / ${OWN_ROOMS}) % ${OWN_ROOMS} END`,
  );
}

/** Both sides speak in turn; the first message is of gallery a. */
const ROOMS = `
  INSERT INTO chat_rooms (id, room_type, vehicle_id, gallery_a_id, gallery_b_id, last_seq, unread_a, unread_b,
    last_message_at, last_message_preview, created_at, updated_at)
  SELECT id, 'vehicle', vehicle, gallery_a, gallery_b, length, (unread AND length % 2 = 0)::int,
    (unread AND length % 2 = 1)::int, last_at, 'Merhaba, aracınız hâlâ satılık mı?',
    last_at - length * interval '3 minutes', last_at
  FROM planned`;

/** @param text SQL */
const messagesThatSay = (text: string): string => `
  INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, message_type, content, seq, client_message_id,
    request_hash, created_at, read_at, read_by)
  SELECT uuidv7(sent.at - now()), id, CASE sent.seq % 2 WHEN 1 THEN person_a ELSE person_b END,
    CASE sent.seq % 2 WHEN 1 THEN gallery_a ELSE gallery_b END, 'text', ${text},
    sent.seq, gen_random_uuid(), sha256(sent.seq::text::bytea), sent.at,
    CASE WHEN NOT (unread AND sent.seq = length) THEN sent.at + interval '1 minute' END,
    CASE WHEN NOT (unread AND sent.seq = length) THEN CASE sent.seq % 2 WHEN 1 THEN person_b ELSE person_a END END
  FROM planned CROSS JOIN LATERAL (
    SELECT seq, last_at - (length - seq) * interval '3 minutes' AS at FROM generate_series(1, length) seq
  ) sent
  ORDER BY sent.at`;

/** Drops what indexes the table has beside its constraints, does the work, and makes them again: many times faster. */
export async function withoutIndexes(
  db: pg.Client,
  table: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await db.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = $1::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [table],
  );
  for (const { name } of rows) await db.query(`DROP INDEX ${name}`);
  await work();
  await db.query(`SET maintenance_work_mem = '1GB'`);
  for (const { definition } of rows) await db.query(definition);
}
