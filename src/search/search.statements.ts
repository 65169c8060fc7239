import { marketplace, type Statement } from '../database/index.js';

/** Hours by which what has only a part of the words counts as older than it is: see ADR 0017. */
export const PART_IS_OLDER = 720;
/** How many patterns the index of parts is asked for at once. */
export const CORES = 4;

/**
 * Both scopes ask a row itself too, since two things can have one key. A room's rights were looked at before; of the rooms of
 * a gallery the active ones count. Hits are put in order first (OFFSET keeps it so), so that rooms are looked up until there
 * are enough.
 */
const SCOPES = {
  room: () => 'hit.room_id = $1',
  gallery: (type: string) => `(
        SELECT r.is_active AND $1 IN (r.gallery_a_id, r.gallery_b_id) AND (${type}::text IS NULL OR r.room_type = ${type})
        FROM chat_rooms r WHERE r.id = hit.room_id)`,
};

export type ScopeKind = keyof typeof SCOPES;

/** By what a message is found, and what its time counts as. */
const WAYS = {
  /** All of it is there by what it means. */
  words: { conditions: 's.lexemes @@ $4', score: 's.created_at', type: '$14' },
  /** All of it is there, some of it only by its letters. $14 to $17 are the cores, $18 and $19 the terms. */
  parts: {
    conditions: `
      s.folded LIKE $14 AND s.folded LIKE $15 AND s.folded LIKE $16 AND s.folded LIKE $17
      AND NOT s.lexemes @@ $4
      AND NOT EXISTS (
        SELECT FROM unnest($18::tsquery[], $19::text[]) AS term(lexemes, part)
        WHERE NOT (s.lexemes @@ term.lexemes OR s.folded LIKE term.part))`,
    score: `(s.created_at - interval '${PART_IS_OLDER} hours')`,
    type: '$20',
  },
} as const;

export type Way = keyof typeof WAYS;

/**
 * $1 room or gallery; $2 keys of one window of its past; $3 keys that it has to have besides; $4 words;
 * $5 and $6 the time from which on and before which it was sent; $7 and $8 the place behind which hits are wanted;
 * $9 sender, $10 their gallery, $11 type, each or null; $12 phrases; $13 limit; then what the way asks for, and, of a
 * gallery's rooms, their type or null. Hits with the highest score first.
 */
const search = (kind: ScopeKind, way: Way): Statement => {
  const { conditions, score, type } = WAYS[way];
  return {
    name: `search_${way}_in_${kind}`,
    text: `
    SELECT hit.message_id, to_char(hit.score AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS score
    FROM (
      SELECT s.message_id, s.room_id, ${score} AS score
      FROM chat_message_search s
      WHERE s.keys && $2::int[] AND s.keys @> $3::int[] AND ${conditions}
        AND s.created_at >= $5::timestamptz AND s.created_at < $6::timestamptz
        AND (${score}, s.message_id) < ($7::timestamptz, $8::uuid)
        AND ($9::uuid IS NULL OR s.sender_id = $9) AND ($10::uuid IS NULL OR s.sender_gallery_id = $10)
        AND ($11::text IS NULL OR s.message_type = $11) AND s.folded LIKE ALL ($12::text[])
      ORDER BY ${score} DESC, s.message_id DESC OFFSET 0
    ) hit
    WHERE ${SCOPES[kind](type)}
    ORDER BY hit.score DESC, hit.message_id DESC LIMIT $13`,
  };
};

export const SEARCH: Record<ScopeKind, Record<Way, Statement>> = {
  room: { words: search('room', 'words'), parts: search('room', 'parts') },
  gallery: { words: search('gallery', 'words'), parts: search('gallery', 'parts') },
};

/** $1 gallery, $2 rooms. */
export const FIND_ROOMS: Statement = {
  name: 'search_find_rooms',
  text: `
    SELECT r.id, r.room_type, g.id AS other_gallery_id, g.name AS other_gallery_name
    FROM chat_rooms r LEFT JOIN ${marketplace.galleries} g
      ON g.id = CASE WHEN r.gallery_a_id = $1 THEN r.gallery_b_id ELSE r.gallery_a_id END
    WHERE r.id = ANY($2::uuid[])`,
};
