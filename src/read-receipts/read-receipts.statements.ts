import type { Statement } from '../database/index.js';

/**
 * $1 room, $2 gallery. The room's row is locked first, as a send does: changes are numbered in the order in which they
 * are committed, and two calls cannot wait for each other.
 */
const ROOM = `
  SELECT id, last_seq, rev, gallery_a_id, gallery_b_id,
    CASE WHEN gallery_a_id = $2 THEN unread_a ELSE unread_b END AS unread,
    date_trunc('milliseconds', clock_timestamp()) AS now
  FROM chat_rooms WHERE id = $1 AND is_active AND $2::uuid IN (gallery_a_id, gallery_b_id)
  FOR NO KEY UPDATE`;

/**
 * Marks the messages of `chosen` (id, n), all at one time, and gives the n-th of them the n-th number after the room's
 * last change. They are locked and known to be unread: to ask for that again here would let the planner, where it
 * believes that little is unread, read everything that is unread once for each of them.
 */
const mark = (time: string): string => `
  UPDATE chat_messages m
  SET read_at = ${time}, read_by = $3, rev = room.rev + chosen.n
  FROM chosen CROSS JOIN room
  WHERE m.id = chosen.id
  RETURNING m.read_at`;

/**
 * Counts down by the rows that changed, never to zero outright: a message that was sent at the same moment is counted
 * in the room but was not marked.
 */
const COUNT_DOWN = `
  UPDATE chat_rooms r SET
    unread_a = r.unread_a - CASE WHEN r.gallery_a_id = $2 THEN n.count ELSE 0 END,
    unread_b = r.unread_b - CASE WHEN r.gallery_b_id = $2 THEN n.count ELSE 0 END,
    rev = r.rev + n.count,
    updated_at = now()
  FROM n WHERE r.id = $1 AND n.count > 0
  RETURNING r.rev, CASE WHEN r.gallery_a_id = $2 THEN r.unread_a ELSE r.unread_b END AS unread`;

const RESULT = `
  room.gallery_a_id, room.gallery_b_id, n.count AS read_count, n.read_at,
  COALESCE(counted.unread, room.unread) AS unread_count, COALESCE(counted.rev, room.rev) AS rev`;

/**
 * $1 room, $2 gallery, $3 user, $4 how many at most, $5 the time or null for now. No row without access. `read_up_to_seq` is the last number that this statement
 * could see: a message that was committed while it waited for the room's lock is neither marked nor covered by it.
 * The messages are locked before they are numbered: one that was read while this waited drops out, and would otherwise
 * take a number with it.
 */
export const MARK_ALL: Statement = {
  name: 'read_receipts_mark_all',
  text: `
    WITH room AS MATERIALIZED (${ROOM}),
    unread AS MATERIALIZED (
      SELECT m.id, m.seq FROM chat_messages m JOIN room ON m.room_id = room.id
      WHERE m.read_at IS NULL AND m.deleted_at IS NULL AND m.sender_gallery_id <> $2
      ORDER BY m.seq LIMIT $4
      FOR NO KEY UPDATE OF m
    ),
    chosen AS (SELECT id, row_number() OVER (ORDER BY seq)::int AS n FROM unread),
    marked AS (${mark('COALESCE($5::timestamptz, room.now)')}),
    n AS (SELECT count(*)::int AS count, max(read_at) AS read_at FROM marked),
    counted AS (${COUNT_DOWN})
    SELECT ${RESULT}, (SELECT last_seq FROM chat_rooms WHERE id = $1) AS read_up_to_seq
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
      SELECT m.id, m.sender_gallery_id, m.read_at, m.deleted_at FROM chat_messages m JOIN room ON m.room_id = room.id
      WHERE m.id = $4
      FOR NO KEY UPDATE OF m
    ),
    chosen AS (SELECT id, 1 AS n FROM target WHERE sender_gallery_id <> $2 AND read_at IS NULL AND deleted_at IS NULL),
    marked AS (${mark('room.now')}),
    n AS (SELECT count(*)::int AS count, max(read_at) AS read_at FROM marked),
    counted AS (${COUNT_DOWN})
    SELECT ${RESULT}, target.sender_gallery_id,
      COALESCE((
        SELECT min(m.seq) - 1 FROM chat_messages m
        WHERE m.room_id = $1 AND m.read_at IS NULL AND m.deleted_at IS NULL
          AND m.sender_gallery_id <> $2 AND m.id <> $4
      ), (SELECT last_seq FROM chat_rooms WHERE id = $1)) AS read_up_to_seq
    FROM room CROSS JOIN n LEFT JOIN target ON true LEFT JOIN counted ON true`,
};
