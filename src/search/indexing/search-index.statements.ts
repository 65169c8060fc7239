import type { Statement } from '../../database/index.js';

/**
 * $1 rooms, in their order, so that no two such statements wait for each other. Rooms that are new here begin at nothing.
 * What a crash of the server takes back it takes back as a whole, so nobody waits for the disk.
 */
export const ENROL: Statement = {
  name: 'search_index_enrol',
  text: `
    WITH unhurried AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO chat_room_search (room_id)
    SELECT r.id FROM unhurried CROSS JOIN (SELECT id FROM unnest($1::uuid[]) AS asked(id) ORDER BY id) r
    ON CONFLICT DO NOTHING`,
};

/** $1 rooms. Those that nobody else is at, who has them until the end of the transaction. */
export const CLAIM: Statement = {
  name: 'search_index_claim',
  text: `SELECT room_id FROM chat_room_search WHERE room_id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED`,
};

/**
 * $1 rooms that are claimed, $2 how many messages of each at most: new ones, and as many that were changed. A row without a
 * message for a room that has neither.
 */
export const READ: Statement = {
  name: 'search_index_read',
  text: `
    SELECT r.id AS room_id, r.room_type, r.is_active, r.gallery_a_id, r.gallery_b_id, r.last_seq, r.rev AS room_rev,
      p.indexed_seq, p.indexed_rev, m.id, m.sender_id, m.sender_gallery_id, m.message_type, m.content, m.file_name, m.seq,
      m.rev, m.edited_at, m.deleted_at, m.created_at
    FROM unnest($1::uuid[]) AS claimed(id)
    CROSS JOIN LATERAL (SELECT * FROM chat_room_search WHERE room_id = claimed.id LIMIT 1) p
    CROSS JOIN LATERAL (SELECT * FROM chat_rooms WHERE id = claimed.id LIMIT 1) r
    LEFT JOIN LATERAL (
      (SELECT * FROM chat_messages c
       WHERE c.room_id = r.id AND c.seq > p.indexed_seq AND c.seq <= p.indexed_seq + $2::int
       ORDER BY c.seq LIMIT $2)
      UNION ALL
      (SELECT * FROM chat_messages c
       WHERE c.room_id = r.id AND c.rev > p.indexed_rev AND c.rev > 0 AND c.seq <= p.indexed_seq
       ORDER BY c.rev LIMIT $2)
    ) m ON r.is_active`,
};

/** $1 messages, $2 their folded texts, $3 their lexemes, $4 their keys, each as its type is written. */
export const WRITE: Statement = {
  name: 'search_index_write',
  text: `
    INSERT INTO chat_message_search (message_id, room_id, sender_id, sender_gallery_id, message_type, created_at, keys,
      lexemes, folded)
    SELECT m.id, m.room_id, m.sender_id, m.sender_gallery_id, m.message_type, m.created_at, written.keys::int[],
      written.lexemes::tsvector, written.folded
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS written(id, folded, lexemes, keys)
    CROSS JOIN LATERAL (SELECT * FROM chat_messages c WHERE c.id = written.id LIMIT 1) m
    ON CONFLICT (message_id) DO UPDATE SET lexemes = excluded.lexemes, folded = excluded.folded`,
};

/** $1 messages. */
export const REMOVE: Statement = {
  name: 'search_index_remove',
  text: `DELETE FROM chat_message_search WHERE message_id = ANY($1::uuid[])`,
};

/** $1 room, $2 its key, $3 how many at most. */
export const REMOVE_FROM_ROOM: Statement = {
  name: 'search_index_remove_from_room',
  text: `
    DELETE FROM chat_message_search WHERE message_id = ANY(ARRAY(
      SELECT message_id FROM chat_message_search WHERE keys @> ARRAY[$2::int] AND room_id = $1 LIMIT $3))
    RETURNING message_id`,
};

/** $1 rooms, $2 and $3 what is in the index of each. */
export const NOTE: Statement = {
  name: 'search_index_note',
  text: `
    UPDATE chat_room_search p SET indexed_seq = done.seq, indexed_rev = done.rev
    FROM unnest($1::uuid[], $2::int[], $3::int[]) AS done(room_id, seq, rev)
    WHERE p.room_id = done.room_id`,
};

/** $1 rooms of which nothing is in the index any more. */
export const FORGET: Statement = {
  name: 'search_index_forget',
  text: `DELETE FROM chat_room_search WHERE room_id = ANY($1::uuid[])`,
};

/** Rooms that are looked at together. */
export const ROOMS_AT_ONCE = 500;

/**
 * $1 and $2 the place behind which they are wanted, $3 milliseconds: rooms that changed in these, latest first, and whether
 * the index is behind them.
 */
export const CHANGED_WITHIN: Statement = {
  name: 'search_index_changed_within',
  text: `
    SELECT r.id, r.updated_at::text AS at, CASE WHEN r.is_active
        THEN COALESCE(p.indexed_seq, 0) < r.last_seq OR COALESCE(p.indexed_rev, 0) < r.rev
        ELSE p.room_id IS NOT NULL END AS behind
    FROM (
      SELECT id, is_active, last_seq, rev, updated_at FROM chat_rooms
      WHERE updated_at >= now() - $3::float8 * interval '1 millisecond' AND (updated_at, id) < ($1::timestamptz, $2::uuid)
      ORDER BY updated_at DESC, id DESC LIMIT ${ROOMS_AT_ONCE}
    ) r
    LEFT JOIN LATERAL (SELECT * FROM chat_room_search WHERE room_id = r.id LIMIT 1) p ON true
    ORDER BY r.updated_at DESC, r.id DESC`,
};
