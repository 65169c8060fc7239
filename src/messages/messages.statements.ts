import { marketplace, type Statement } from '../database/index.js';
import { enqueueEach } from '../jobs/index.js';
import { MESSAGE, SENDER } from './message-columns.js';
import { accessible, anyRoom, following, opened, preceding, slice } from './room-slices.js';

/**
 * Authorises the sender, takes the room's next number, bumps the room and inserts the message, all in one statement:
 * the room's row lock puts the senders of a room in order, and a message that is not inserted takes no number.
 *
 * $1 room, $2 message id, $3 sender, $4 sender's gallery, $5 type, $6 content, $7 metadata, $8 client message id,
 * $9 request hash, $10 preview, $11 reply to, $12 file url, $13 file name, $14 file size, $15 file type, $16 whether it is
 * passed on from elsewhere, $17 the state of its file, $18 the queue of the job that is promised with it, or null.
 * No row when the room is closed, unknown or another's, is no offer room for an `offer_update`, or does not hold $11.
 */
export const SEND: Statement = {
  name: 'messages_send',
  precedence: true,
  text: `
    WITH room AS (
      UPDATE chat_rooms r SET
        last_seq = r.last_seq + 1,
        last_message_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), r.last_message_at),
        last_message_preview = $10,
        unread_a = r.unread_a + (r.gallery_b_id = $4)::int,
        unread_b = r.unread_b + (r.gallery_a_id = $4)::int,
        updated_at = now()
      WHERE r.id = $1 AND r.is_active AND $4::uuid IN (r.gallery_a_id, r.gallery_b_id)
        AND ($5::text <> 'offer_update' OR r.room_type = 'offer')
        AND ($11::uuid IS NULL OR EXISTS (SELECT FROM chat_messages p WHERE p.id = $11 AND p.room_id = $1))
      RETURNING r.id, r.last_seq, r.last_message_at, r.offer_id, r.gallery_a_id, r.gallery_b_id
    ), m AS (
      INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, client_message_id, request_hash,
        message_type, content, metadata, reply_to_id, file_url, file_name, file_size, file_type, forwarded, file_state, created_at)
      SELECT $2::uuid, room.id, $3::uuid, $4::uuid, room.last_seq, $8::uuid, $9::bytea, $5::text, $6::text,
        CASE WHEN $5 = 'offer_update'
          THEN COALESCE($7::jsonb, '{}') || jsonb_build_object('offer', (
            SELECT jsonb_build_object('id', o.id, 'vehicle_id', o.vehicle_id, 'buyer_gallery_id', o.buyer_gallery_id,
              'seller_gallery_id', o.seller_gallery_id, 'amount', o.amount, 'status', o.status)
            FROM ${marketplace.offers} o WHERE o.id = room.offer_id))
          ELSE $7::jsonb END,
        $11::uuid, $12::text, $13::text, $14::int, $15::text, $16::boolean, $17::text,
        room.last_message_at
      FROM room
      RETURNING *
    ), job AS (
      ${enqueueEach(`
        SELECT $18::text AS queue, 0 AS delay,
          jsonb_build_object('roomId', m.room_id, 'messageId', m.id, 'url', m.file_url) AS data
        FROM m`)}
    )
    SELECT ${MESSAGE}, room.gallery_a_id, room.gallery_b_id
    FROM m CROSS JOIN room ${SENDER}`,
};

/** Milliseconds for which many wait for one of them: a sender's row may be held by the marketplace. */
const LOCK_PATIENCE = 100;

/**
 * The same for many plain texts at once, each of another room: arrays of $1 room, $2 message id, $3 sender, $4 sender's
 * gallery, $5 type, $6 content, $7 client message id, $8 request hash, $9 preview.
 *
 * A row for each message that was stored. One that is missing has not been looked into: its room is closed, unknown,
 * another's, or held by somebody else at this moment (which nobody here waits for, so that no two such statements wait
 * for each other), or its client message id was used before. The number is the room's only once the message stands, so
 * that a repeat takes none. The statement stores nothing and fails when a sender is gone, or held for longer than a moment.
 */
export const SEND_MANY: Statement = {
  name: 'messages_send_many',
  precedence: true,
  text: `
    WITH patience AS MATERIALIZED (
      SELECT set_config('lock_timeout', '${LOCK_PATIENCE}', true)
    ), input AS (
      SELECT i.* FROM patience, unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::bytea[],
        $9::text[]) AS i (room_id, id, sender_id, gallery_id, message_type, content, client_message_id, request_hash, preview)
    ), free AS MATERIALIZED (
      SELECT i.*, one.* FROM input i CROSS JOIN LATERAL (
        SELECT r.last_seq + 1 AS seq,
          GREATEST(date_trunc('milliseconds', clock_timestamp()), r.last_message_at) AS created_at
        FROM chat_rooms r
        WHERE r.id = i.room_id AND r.is_active AND i.gallery_id IN (r.gallery_a_id, r.gallery_b_id)
        FOR NO KEY UPDATE OF r SKIP LOCKED
      ) one
    ), m AS (
      INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, client_message_id, request_hash,
        message_type, content, created_at)
      SELECT id, room_id, sender_id, gallery_id, seq, client_message_id, request_hash, message_type, content, created_at
      FROM free
      ON CONFLICT (room_id, sender_id, client_message_id) WHERE client_message_id IS NOT NULL DO NOTHING
      RETURNING id
    ), sent AS (
      UPDATE chat_rooms r SET
        last_seq = i.seq,
        last_message_at = i.created_at,
        last_message_preview = i.preview,
        unread_a = r.unread_a + (r.gallery_b_id = i.gallery_id)::int,
        unread_b = r.unread_b + (r.gallery_a_id = i.gallery_id)::int,
        updated_at = now()
      FROM free i JOIN m ON m.id = i.id
      WHERE r.id = i.room_id
      RETURNING i.id, i.seq, i.created_at, i.sender_id, r.gallery_a_id, r.gallery_b_id
    )
    SELECT sent.id, sent.seq, sent.created_at, sent.gallery_a_id, sent.gallery_b_id, u.first_name, u.last_name
    FROM sent LEFT JOIN ${marketplace.users} u ON u.id = sent.sender_id`,
};

/** $1 room, $2 sender, $3 client message id. */
export const FIND_REPEATED: Statement = {
  name: 'messages_find_repeated',
  precedence: true,
  text: `
    SELECT ${MESSAGE} FROM chat_messages m ${SENDER}
    WHERE m.room_id = $1 AND m.sender_id = $2 AND m.client_message_id = $3`,
};

/** $1 room, $2 gallery, $3 message. A row without a message when the room has no such message. */
export const FIND_ONE: Statement = {
  name: 'messages_find_one',
  text: `
    WITH room AS (${accessible('$1', '$2')})
    SELECT room.first_seq AS room_first_seq, room.last_seq AS room_last_seq, ${MESSAGE}
    FROM room LEFT JOIN chat_messages m ON m.room_id = room.id AND m.id = $3 ${SENDER}`,
};

/** $1 gallery, $2 messages. Those that were not deleted and stand in its active rooms, each fetched by its id. */
export const FIND_SOME: Statement = {
  name: 'messages_find_some',
  text: `
    SELECT ${MESSAGE}
    FROM unnest($2::uuid[]) AS wanted(id)
    CROSS JOIN LATERAL (SELECT * FROM chat_messages c WHERE c.id = wanted.id AND c.deleted_at IS NULL LIMIT 1) m
    CROSS JOIN LATERAL (
      SELECT is_active, gallery_a_id, gallery_b_id FROM chat_rooms r WHERE r.id = m.room_id LIMIT 1
    ) room ${SENDER}
    WHERE room.is_active AND $1::uuid IN (room.gallery_a_id, room.gallery_b_id)`,
};

/** $1 room, $2 gallery. A row without a message when nothing is pinned. */
export const FIND_PINNED: Statement = {
  name: 'messages_find_pinned',
  text: `
    WITH room AS (${accessible('$1', '$2')})
    SELECT room.first_seq AS room_first_seq, room.last_seq AS room_last_seq, ${MESSAGE}
    FROM room LEFT JOIN chat_messages m ON m.room_id = room.id AND m.pinned_at IS NOT NULL ${SENDER}
    ORDER BY m.pinned_at DESC, m.seq DESC`,
};

/** As the index of files has it. */
export const FILE_KIND = `CASE WHEN file_type LIKE 'image/%' THEN 'image' WHEN file_type LIKE 'video/%' THEN 'video'
  WHEN file_type LIKE 'audio/%' OR file_type = 'application/ogg' THEN 'audio' ELSE 'document' END`;

/**
 * $1 room, $2 gallery, $3 kinds, $4 seq, $5 limit: the newest files before a number, the newest first. A row without a message
 * when there is none. Each kind is read on its own, in the order of its index.
 */
export const FIND_FILES: Statement = {
  name: 'messages_find_files',
  text: `
    WITH room AS (${accessible('$1', '$2')})
    SELECT room.first_seq AS room_first_seq, room.last_seq AS room_last_seq, ${MESSAGE}
    FROM room LEFT JOIN LATERAL (
      SELECT one.* FROM unnest($3::text[]) AS kind CROSS JOIN LATERAL (
        SELECT * FROM chat_messages c
        WHERE c.room_id = room.id AND c.file_url IS NOT NULL AND (${FILE_KIND}) = kind AND c.seq < $4::bigint
        ORDER BY c.seq DESC LIMIT $5
      ) one ORDER BY one.seq DESC LIMIT $5
    ) m ON true ${SENDER}
    ORDER BY m.seq DESC`,
};

/**
 * $1 room, $2 gallery, $3 page, $4 limit. A page is a range of numbers counted back from the newest, so page 10,000
 * costs what page 1 costs. A row without a message when the page is empty.
 */
export const FIND_PAGE: Statement = {
  name: 'messages_find_page',
  text: slice(
    accessible('$1', '$2'),
    'GREATEST(room.last_seq - $3::bigint * $4::bigint, 0) + 1',
    'room.last_seq - ($3::bigint - 1) * $4::bigint',
  ),
};

/** $1 room, $2 gallery, $3 limit: the newest messages, and beside the newest of them, as `room`, the room with its names. */
export const OPEN: Statement = { name: 'messages_open', text: opened(accessible('$1', '$2'), '$3') };

/** $1 room, $2 gallery, $3 seq, $4 limit: the messages that follow. */
export const FIND_AFTER: Statement = {
  name: 'messages_find_after',
  text: following(accessible('$1', '$2'), '$3', '$4'),
};

/** $1 room, $2 gallery, $3 seq, $4 limit: the messages that come before. */
export const FIND_BEFORE: Statement = {
  name: 'messages_find_before',
  text: preceding(accessible('$1', '$2'), '$3', '$4'),
};

/** The same three for whoever may read any room: without a gallery. */
export const OPEN_ANY: Statement = { name: 'messages_open_any', text: opened(anyRoom('$1'), '$2') };
export const FIND_ANY_AFTER: Statement = {
  name: 'messages_find_any_after',
  text: following(anyRoom('$1'), '$2', '$3'),
};
export const FIND_ANY_BEFORE: Statement = {
  name: 'messages_find_any_before',
  text: preceding(anyRoom('$1'), '$2', '$3'),
};

/**
 * Everything of the other side's up to this number is read by the gallery of side `own`. The counter is asked first:
 * messages that were read a moment ago still lie in the index of unread ones.
 */
const readUpTo = (
  own: 'a' | 'b',
  other: 'a' | 'b',
): string => `CASE WHEN r.unread_${own} = 0 THEN r.last_seq ELSE
  COALESCE((
    SELECT min(unread.seq) - 1 FROM chat_messages unread
    WHERE unread.room_id = r.id AND unread.read_at IS NULL AND unread.deleted_at IS NULL
      AND unread.sender_gallery_id = r.gallery_${other}_id
  ), r.last_seq) END`;

/**
 * $1 room, $2 gallery, $3 seq, $4 rev, $5 limit: the messages that follow, and, unless they fill the limit, those up to
 * $3 that were changed after $4. Both in one snapshot, so that together with what the client has they are the room as it
 * stood at `room_rev`. Changes come last because those of messages that are still to follow would have to be passed over
 * at each page. The index of changes holds only what was changed, which `> 0` tells the planner.
 */
export const FIND_SINCE: Statement = {
  name: 'messages_find_since',
  text: `
    WITH room AS MATERIALIZED (
      SELECT r.id, r.first_seq, r.last_seq, r.rev, r.gallery_a_id, r.gallery_b_id,
        GREATEST($3::bigint, r.first_seq - 1) AS after,
        ${readUpTo('a', 'b')} AS a_read_up_to, ${readUpTo('b', 'a')} AS b_read_up_to
      FROM chat_rooms r WHERE r.id = $1 AND r.is_active AND $2::uuid IN (r.gallery_a_id, r.gallery_b_id)
    )
    SELECT room.first_seq AS room_first_seq, room.last_seq AS room_last_seq, room.rev AS room_rev, room.gallery_a_id, room.gallery_b_id,
      room.a_read_up_to, room.b_read_up_to, ${MESSAGE}
    FROM room LEFT JOIN LATERAL (
      (SELECT one.*
       FROM generate_series(room.after + 1, LEAST(room.after + $5::bigint, room.last_seq)) AS n(seq)
       CROSS JOIN LATERAL (SELECT * FROM chat_messages c WHERE c.room_id = room.id AND c.seq = n.seq LIMIT 1) one)
      UNION ALL
      (SELECT * FROM chat_messages c
       WHERE room.last_seq - room.after < $5::bigint
         AND c.room_id = room.id AND c.rev > $4 AND c.rev > 0 AND c.seq <= $3
       ORDER BY c.rev LIMIT $5)
    ) m ON true ${SENDER}`,
};
