import type { Statement } from '../database/index.js';

/** $1 how many days messages are kept, $2 how many to look at. The oldest of all, by the index of their times. */
export const FIND_ROOMS: Statement = {
  name: 'retention_find_rooms',
  text: `
    SELECT DISTINCT room_id FROM (
      SELECT room_id FROM chat_messages WHERE created_at < now() - $1::int * interval '1 day'
      ORDER BY created_at LIMIT $2
    ) old`,
};

/**
 * $1 room. Keeps whoever brings the room into the search index from it: what they have read already would be written there
 * after its message is gone, and stay.
 */
export const LOCK_INDEX: Statement = {
  name: 'retention_lock_index',
  text: 'SELECT room_id FROM chat_room_search WHERE room_id = $1 FOR UPDATE',
};

/** $1 room. As a send does; what was changed while the lock was waited for is seen by the next statement only. */
export const LOCK_ROOM: Statement = {
  name: 'retention_lock_room',
  text: 'SELECT id FROM chat_rooms WHERE id = $1 FOR NO KEY UPDATE',
};

const MINE = (side: 'a' | 'b'): string =>
  `count(*) FILTER (WHERE old.unread AND old.sender_gallery_id <> room.gallery_${side}_id)::int`;

/**
 * $1 room, $2 days, $3 how many messages at most. Removes the first of the room that are older, without a gap: up to the
 * first that is not. What lies on them goes with them, what answers them forgets that it did, and the room says where it
 * begins now. One row with how many went, and the files that they named.
 */
export const REMOVE: Statement = {
  name: 'retention_remove',
  text: `
    WITH room AS MATERIALIZED (
      SELECT id, gallery_a_id, gallery_b_id, first_seq, LEAST(first_seq + $3::int - 1, last_seq) AS last_seq
      FROM chat_rooms WHERE id = $1
    ), page AS MATERIALIZED (
      SELECT m.id, m.seq, m.created_at < now() - $2::int * interval '1 day' AS is_old, m.file_url,
        m.media #>> '{thumbnail,url}' AS thumbnail_url, m.media ->> 'original_url' AS original_url, m.sender_gallery_id,
        m.read_at IS NULL AND m.deleted_at IS NULL AS unread
      FROM room CROSS JOIN LATERAL generate_series(room.first_seq, room.last_seq) AS n(seq)
      CROSS JOIN LATERAL (SELECT * FROM chat_messages c WHERE c.room_id = room.id AND c.seq = n.seq LIMIT 1) m
    ), kept AS MATERIALIZED (
      SELECT COALESCE((SELECT min(seq) FROM page WHERE NOT is_old), room.last_seq + 1) AS first_seq FROM room
    ), old AS MATERIALIZED (
      SELECT page.* FROM page, kept WHERE page.seq < kept.first_seq
    ), answers AS (
      UPDATE chat_messages SET reply_to_id = NULL
      WHERE reply_to_id IN (SELECT id FROM old) AND id NOT IN (SELECT id FROM old)
    ), edits AS (
      DELETE FROM chat_message_edits WHERE message_id IN (SELECT id FROM old)
    ), reactions AS (
      DELETE FROM chat_message_reactions WHERE message_id IN (SELECT id FROM old)
    ), found AS (
      DELETE FROM chat_message_search WHERE message_id IN (SELECT id FROM old)
    ), messages AS (
      DELETE FROM chat_messages WHERE id IN (SELECT id FROM old)
    ), n AS (
      SELECT count(*)::int AS removed, ${MINE('a')} AS unread_a, ${MINE('b')} AS unread_b,
        array_remove(array_agg(old.file_url) || array_agg(old.thumbnail_url) || array_agg(old.original_url), NULL) AS urls
      FROM old CROSS JOIN room
    )
    UPDATE chat_rooms r SET first_seq = kept.first_seq, unread_a = r.unread_a - n.unread_a,
      unread_b = r.unread_b - n.unread_b,
      last_message_preview = CASE WHEN EXISTS (
        SELECT FROM chat_messages c WHERE c.room_id = $1 AND c.seq >= kept.first_seq AND c.deleted_at IS NULL
      ) THEN r.last_message_preview END
    FROM kept CROSS JOIN n
    WHERE r.id = $1 AND n.removed > 0
    RETURNING n.removed, n.urls, r.is_active`,
};

/** The key of an accepted file in a URL that names it, whichever end point it was stored with. */
const KEY = `lower(substring(url FROM 'files/[0-9a-fA-F-]{36}/[^/?#]+'))`;

/**
 * $1 keys, $2 the room of each. Those that no message of their room names: neither as its file, nor as the small picture of
 * it, nor as what it was sent with, to which links may still be out. A room is asked for all of its files at once, by their
 * index; OFFSET keeps the planner from asking all rooms. What lies under the id of no room is not the service's.
 */
export const FIND_UNNAMED: Statement = {
  name: 'retention_find_unnamed',
  text: `
    WITH stored AS MATERIALIZED (
      SELECT * FROM unnest($1::text[], $2::uuid[]) AS s (key, room_id)
    ), named AS MATERIALIZED (
      SELECT ${KEY} AS key
      FROM (SELECT DISTINCT room_id FROM stored) one
      CROSS JOIN LATERAL (
        SELECT file_url, media #>> '{thumbnail,url}' AS thumbnail_url, media ->> 'original_url' AS original_url
        FROM chat_messages c
        WHERE c.room_id = one.room_id AND c.file_url IS NOT NULL OFFSET 0
      ) m
      CROSS JOIN LATERAL (VALUES (m.file_url), (m.thumbnail_url), (m.original_url)) AS urls (url)
    )
    SELECT s.key FROM stored s JOIN chat_rooms r ON r.id = s.room_id
    WHERE NOT EXISTS (SELECT FROM named n WHERE n.key = lower(s.key))`,
};
