import type { Statement } from '../../database/index.js';
import { folded, namesOf, roomWithNames } from '../../rooms/index.js';

/** Patterns for which the index of names is asked; the others are looked for in what it gives. */
export const ASKED = 4;

const EXACT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const ACTIVITY = `COALESCE(c.last_message_at, c.created_at)`;

/** The rooms of `found` with their names, newest activity first. `activity` keeps its microseconds. */
const withNames = (found: string, more = ''): string => `
  SELECT named.*, to_char(${found}.activity AT TIME ZONE 'UTC', ${EXACT}) AS activity ${more}
  FROM ${found} CROSS JOIN LATERAL (${roomWithNames(`${found}.id`)}) named
  ORDER BY ${found}.activity DESC, ${found}.id DESC`;

/** $1 id of a room, an offer, a vehicle or a message, $2 limit. */
export const FIND_BY_ID: Statement = {
  name: 'administration_find_by_id',
  text: `
    SELECT room_id FROM (
      SELECT id AS room_id FROM chat_rooms WHERE id = $1
      UNION SELECT id FROM chat_rooms WHERE offer_id = $1
      UNION (SELECT id FROM chat_rooms WHERE vehicle_id = $1 LIMIT $2)
      UNION SELECT room_id FROM chat_messages WHERE id = $1
    ) meant LIMIT $2`,
};

/** Folded before the first row is looked at, and not again for each. */
const once = (pattern: string): string => `(SELECT ${folded(pattern)})`;

/** $1 patterns, $2 limit, $3 to $6 those for which the index is asked. In no order. */
export const FIND_BY_NAMES: Statement = {
  name: 'administration_find_by_names',
  text: `
    SELECT n.room_id FROM chat_room_names n
    WHERE n.folded LIKE ${once('$3')} AND n.folded LIKE ${once('$4')}
      AND n.folded LIKE ${once('$5')} AND n.folded LIKE ${once('$6')}
      AND n.folded LIKE ALL (ARRAY(SELECT ${folded('wanted.pattern')} FROM unnest($1::text[]) AS wanted(pattern)))
    LIMIT $2`,
};

/** $1 rooms, $2 and $3 the cursor, $4 type or null, $5 status, $6 limit. */
export const LIST_AMONG: Statement = {
  name: 'administration_list_among',
  text: `
    WITH found AS (
      SELECT c.id, c.activity
      FROM unnest($1::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
        SELECT c.id, c.room_type, c.is_active, ${ACTIVITY} AS activity FROM chat_rooms c WHERE c.id = wanted.id LIMIT 1
      ) c
      WHERE (c.activity, c.id) < ($2::timestamptz, $3::uuid)
        AND ($4::text IS NULL OR c.room_type = $4)
        AND ($5::text = 'all' OR c.is_active = ($5 = 'active'))
      ORDER BY c.activity DESC, c.id DESC LIMIT $6
    )
    ${withNames('found')}`,
};

/**
 * Rooms of one kind in the order of their activity, each kind by its index. The first bound of the time is what the index of
 * the active ones, which knows no ids, begins at.
 */
const walk = (isActive: boolean, activity: 'last_message_at' | 'created_at'): string => `(
  SELECT c.id, c.room_type, c.${activity} AS activity FROM chat_rooms c
  WHERE c.is_active = ${isActive} AND c.last_message_at IS ${activity === 'created_at' ? '' : 'NOT'} NULL
    AND $4::text <> '${isActive ? 'closed' : 'active'}'
    AND c.${activity} <= $1::timestamptz AND (c.${activity}, c.id) < ($1::timestamptz, $2::uuid)
  ORDER BY c.${activity} DESC, c.id DESC LIMIT $7)`;

/**
 * $1 and $2 the cursor, $3 type or null, $4 status, $5 patterns, $6 limit, $7 how many rooms are looked at. Rooms are walked
 * through one by one, newest activity first, until there are enough. The last that is looked at is answered whether it is
 * wanted or not, as `is_last`: behind it the walk goes on.
 */
export const WALK: Statement = {
  name: 'administration_walk',
  text: `
    WITH wanted AS MATERIALIZED (
      SELECT ARRAY(SELECT ${folded('typed.pattern')} FROM unnest($5::text[]) AS typed(pattern)) AS patterns
    ), walked AS (
      SELECT one.*, row_number() OVER (ORDER BY one.activity DESC, one.id DESC) AS n FROM (
        SELECT * FROM (
          ${[
            walk(true, 'last_message_at'),
            walk(true, 'created_at'),
            walk(false, 'last_message_at'),
            walk(false, 'created_at'),
          ].join(' UNION ALL ')}
        ) rooms ORDER BY activity DESC, id DESC LIMIT $7
      ) one
    ), found AS (
      SELECT walked.id, walked.activity, walked.n = $7::bigint AS is_last, looked.is_wanted
      FROM walked CROSS JOIN LATERAL (
        SELECT ($3::text IS NULL OR walked.room_type = $3) AND (cardinality($5::text[]) = 0 OR EXISTS (
          SELECT FROM chat_room_names n
          WHERE n.room_id = walked.id AND n.folded LIKE ALL ((SELECT patterns FROM wanted)::text[])
        )) AS is_wanted
      ) looked
      WHERE looked.is_wanted OR walked.n = $7::bigint
      ORDER BY walked.activity DESC, walked.id DESC LIMIT $6
    )
    ${withNames('found', ', found.is_last, found.is_wanted')}`,
};

/**
 * $1 the room behind which to go on, $2 how many. Writes the names anew where they differ from what the marketplace has now,
 * or are missing. No row at the end.
 */
export const REFRESH: Statement = {
  name: 'administration_refresh_names',
  text: `
    WITH page AS MATERIALIZED (
      SELECT id, gallery_a_id, gallery_b_id, vehicle_id FROM chat_rooms WHERE id > $1 ORDER BY id LIMIT $2
    ), named AS MATERIALIZED (
      SELECT id, ${namesOf('page')} AS folded FROM page
    ), written AS (
      INSERT INTO chat_room_names AS known (room_id, folded)
      SELECT named.id, named.folded FROM named
      LEFT JOIN LATERAL (SELECT folded FROM chat_room_names n WHERE n.room_id = named.id LIMIT 1) stored ON true
      WHERE stored.folded IS DISTINCT FROM named.folded
      ON CONFLICT (room_id) DO UPDATE SET folded = EXCLUDED.folded
      RETURNING room_id
    )
    SELECT last.id AS last_id, (SELECT count(*)::int FROM written) AS written
    FROM (SELECT id FROM page ORDER BY id DESC LIMIT 1) last`,
};
