import type { Statement } from '../database/index.js';

/** $1 room, $2 gallery. */
const ROOM = `
  SELECT id, last_seq, gallery_a_id, gallery_b_id, CASE WHEN gallery_a_id = $2 THEN unread_a ELSE unread_b END AS unread
  FROM chat_rooms WHERE id = $1 AND is_active AND $2::uuid IN (gallery_a_id, gallery_b_id)`;

/**
 * Counts down by the rows that changed, never to zero outright: a message that was sent at the same moment is counted
 * in the room but was not marked.
 */
const COUNT_DOWN = `
  UPDATE chat_rooms r SET
    unread_a = r.unread_a - CASE WHEN r.gallery_a_id = $2 THEN n.count ELSE 0 END,
    unread_b = r.unread_b - CASE WHEN r.gallery_b_id = $2 THEN n.count ELSE 0 END,
    updated_at = now()
  FROM n WHERE r.id = $1 AND n.count > 0
  RETURNING CASE WHEN r.gallery_a_id = $2 THEN r.unread_a ELSE r.unread_b END AS unread`;

const MARK = `SET read_at = date_trunc('milliseconds', clock_timestamp()), read_by = $3`;

/** $1 room, $2 gallery, $3 user. No row when there is no access. */
export const MARK_ALL: Statement = {
  name: 'read_receipts_mark_all',
  text: `
    WITH room AS MATERIALIZED (${ROOM}),
    marked AS (
      UPDATE chat_messages m ${MARK} FROM room
      WHERE m.room_id = room.id AND m.read_at IS NULL AND m.sender_gallery_id <> $2
      RETURNING m.read_at
    ),
    n AS (SELECT count(*)::int AS count, max(read_at) AS read_at FROM marked),
    counted AS (${COUNT_DOWN})
    SELECT room.gallery_a_id, room.gallery_b_id, n.count AS read_count, n.read_at,
      COALESCE(counted.unread, room.unread) AS unread_count, room.last_seq AS read_up_to_seq
    FROM room CROSS JOIN n LEFT JOIN counted ON true`,
};

/**
 * $1 room, $2 gallery, $3 user, $4 message. No row when there is no access; `sender_gallery_id` null when the room
 * does not hold the message.
 */
export const MARK_ONE: Statement = {
  name: 'read_receipts_mark_one',
  text: `
    WITH room AS MATERIALIZED (${ROOM}),
    target AS MATERIALIZED (
      SELECT m.id, m.sender_gallery_id FROM chat_messages m JOIN room ON m.room_id = room.id WHERE m.id = $4
    ),
    marked AS (
      UPDATE chat_messages m ${MARK} FROM target
      WHERE m.id = target.id AND m.read_at IS NULL AND m.sender_gallery_id <> $2
      RETURNING m.read_at
    ),
    n AS (SELECT count(*)::int AS count, max(read_at) AS read_at FROM marked),
    counted AS (${COUNT_DOWN})
    SELECT room.gallery_a_id, room.gallery_b_id, target.sender_gallery_id, n.count AS read_count, n.read_at,
      COALESCE(counted.unread, room.unread) AS unread_count,
      COALESCE((
        SELECT min(m.seq) - 1 FROM chat_messages m
        WHERE m.room_id = room.id AND m.read_at IS NULL AND m.sender_gallery_id <> $2 AND m.id <> $4
      ), room.last_seq) AS read_up_to_seq
    FROM room CROSS JOIN n LEFT JOIN target ON true LEFT JOIN counted ON true`,
};
