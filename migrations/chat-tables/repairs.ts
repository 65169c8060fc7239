import { marketplace } from '../../src/database/marketplace.js';

/** A room without a time of its own is as old as the oldest thing known of it, and at worst as old as can be. */
const DATE_ROOMS = `
  UPDATE chat_rooms r
  SET created_at = COALESCE(LEAST(m.first_at, o.last_message_at, o.updated_at, o.closed_at), 'epoch')
  FROM chat_rooms o
  LEFT JOIN (SELECT room_id, min(created_at) AS first_at FROM chat_messages GROUP BY room_id) m ON m.room_id = o.id
  WHERE o.id = r.id AND o.created_at IS NULL`;

const KNOWN_TYPE = `m.message_type IN ('text', 'file', 'system', 'offer_update')`;

/**
 * Numbers every message of a room by (created_at, id) and gives it its side: the sender's gallery when it is one of the
 * room's two; else the one that is not the reader's; else gallery a. A message without a time takes that of its
 * reading, else of its room. A type that the service does not know becomes `file` or `text`, and its name is kept in
 * the metadata: left alone, the row would break its check as soon as somebody reads it.
 */
const NUMBER_MESSAGES = `
  UPDATE chat_messages m
  SET created_at = n.created_at,
      seq = n.seq,
      rev = 0,
      sender_gallery_id = n.sender_gallery_id,
      message_type = CASE WHEN ${KNOWN_TYPE} THEN m.message_type
                          WHEN m.file_url IS NOT NULL THEN 'file' ELSE 'text' END,
      metadata = CASE WHEN ${KNOWN_TYPE} THEN m.metadata
                      ELSE COALESCE(m.metadata, '{}') || jsonb_build_object('legacy_message_type', m.message_type) END
  FROM (
    SELECT o.id, t.created_at,
           row_number() OVER (PARTITION BY o.room_id ORDER BY t.created_at, o.id) AS seq,
           CASE WHEN sender.gallery_id IN (r.gallery_a_id, r.gallery_b_id) THEN sender.gallery_id
                WHEN reader.gallery_id = r.gallery_a_id THEN r.gallery_b_id
                ELSE r.gallery_a_id END AS sender_gallery_id
    FROM chat_messages o
    JOIN chat_rooms r ON r.id = o.room_id
    CROSS JOIN LATERAL (SELECT COALESCE(o.created_at, o.read_at, r.created_at) AS created_at) t
    LEFT JOIN ${marketplace.users} sender ON sender.id = o.sender_id
    LEFT JOIN ${marketplace.users} reader ON reader.id = o.read_by
  ) n
  WHERE n.id = m.id`;

/**
 * Counts every room's messages anew, fills what its newest message tells, and closes each active room that breaks a
 * rule: a misfit (the same gallery twice, a subject that does not fit), and of several rooms for one subject all but
 * the one with the newest activity.
 */
const SETTLE_ROOMS = `
  WITH totals AS (
    SELECT m.room_id, max(m.seq) AS last_seq,
           count(*) FILTER (WHERE m.read_at IS NULL AND m.sender_gallery_id <> r.gallery_a_id) AS unread_a,
           count(*) FILTER (WHERE m.read_at IS NULL AND m.sender_gallery_id <> r.gallery_b_id) AS unread_b
    FROM chat_messages m JOIN chat_rooms r ON r.id = m.room_id
    GROUP BY m.room_id
  ), found AS (
    SELECT r.id, r.room_type, r.offer_id, r.vehicle_id, r.gallery_a_id, r.gallery_b_id, r.created_at,
           r.is_active IS NOT FALSE AS was_active,
           r.gallery_a_id <> r.gallery_b_id AND CASE r.room_type
             WHEN 'offer' THEN r.offer_id IS NOT NULL
             WHEN 'vehicle' THEN r.vehicle_id IS NOT NULL AND r.offer_id IS NULL
             WHEN 'support' THEN r.vehicle_id IS NULL AND r.offer_id IS NULL
             ELSE false END AS sound,
           COALESCE(r.last_message_at, newest.created_at) AS last_message_at,
           COALESCE(r.last_message_preview, CASE WHEN length(line) > 100 THEN left(line, 99) || '…' ELSE line END)
             AS last_message_preview,
           COALESCE(t.last_seq, 0) AS last_seq, COALESCE(t.unread_a, 0) AS unread_a, COALESCE(t.unread_b, 0) AS unread_b
    FROM chat_rooms r
    LEFT JOIN totals t ON t.room_id = r.id
    LEFT JOIN chat_messages newest ON newest.room_id = r.id AND newest.seq = t.last_seq
    CROSS JOIN LATERAL (
      SELECT btrim(regexp_replace(COALESCE(NULLIF(newest.content, ''), newest.file_name), '\\s+', ' ', 'g')) AS line
    ) preview
  ), ranked AS (
    SELECT found.*, was_active AND sound AND 1 = row_number() OVER (
      PARTITION BY was_active AND sound, room_type,
        CASE room_type WHEN 'offer' THEN offer_id WHEN 'vehicle' THEN vehicle_id END,
        CASE WHEN room_type <> 'offer' THEN LEAST(gallery_a_id, gallery_b_id) END,
        CASE WHEN room_type <> 'offer' THEN GREATEST(gallery_a_id, gallery_b_id) END
      ORDER BY COALESCE(last_message_at, created_at) DESC, id DESC) AS stays
    FROM found
  )
  UPDATE chat_rooms r
  SET is_active = k.stays,
      closed_at = CASE WHEN k.was_active AND NOT k.stays THEN now() ELSE r.closed_at END,
      updated_at = CASE WHEN k.was_active AND NOT k.stays THEN now()
                        ELSE COALESCE(r.updated_at, GREATEST(r.created_at, k.last_message_at, r.closed_at)) END,
      last_message_at = k.last_message_at,
      last_message_preview = k.last_message_preview,
      rev = 0,
      last_seq = k.last_seq,
      unread_a = k.unread_a,
      unread_b = k.unread_b
  FROM ranked k
  WHERE k.id = r.id`;

/** What brings the rows of standing tables in line, in this order; each statement passes over its table once. */
export const REPAIRS = [DATE_ROOMS, NUMBER_MESSAGES, SETTLE_ROOMS];
