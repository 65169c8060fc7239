import type { Statement } from '../database/index.js';

/**
 * $1 user, $2 the message behind which to go on, $3 how many to look at. All messages are walked through by their ids, each
 * once: who read a message is asked for so rarely that no index is kept for it. No row at the end; without an id where
 * nothing of these messages is about the person.
 */
export const WALK: Statement = {
  name: 'export_walk',
  text: `
    WITH page AS MATERIALIZED (
      SELECT id, room_id, seq, sender_id, read_by, read_at, pinned_by, pinned_at
      FROM chat_messages WHERE id > $2 ORDER BY id LIMIT $3
    )
    SELECT last.id AS last_id, found.*
    FROM (SELECT id FROM page ORDER BY id DESC LIMIT 1) last LEFT JOIN (
      SELECT id, room_id, seq, read_at, pinned_at, sender_id = $1 AS sent,
        read_by IS NOT DISTINCT FROM $1 AS read, pinned_by IS NOT DISTINCT FROM $1 AS pinned
      FROM page WHERE $1 IN (sender_id, read_by, pinned_by)
    ) found ON true
    ORDER BY found.id`,
};

/** $1 messages. Of what somebody else said, the id only. */
export const FIND_SENT: Statement = {
  name: 'export_find_sent',
  text: `
    SELECT m.id, m.room_id, r.room_type, r.offer_id, r.vehicle_id, r.gallery_a_id, r.gallery_b_id, m.seq,
      m.sender_gallery_id, m.client_message_id, m.message_type, m.content, m.metadata, m.file_url, m.file_name, m.file_size,
      m.file_type, m.file_state, m.media, m.reply_to_id, m.forwarded, m.created_at, m.edited_at, m.deleted_at, m.read_at,
      m.read_by, m.pinned_at, m.pinned_by, m.reaction_count, m.link_preview, m.rev, COALESCE((
        SELECT jsonb_agg(jsonb_build_object('version', e.version, 'content', e.content, 'written_at', e.written_at,
          'replaced_at', e.replaced_at) ORDER BY e.version)
        FROM chat_message_edits e WHERE e.message_id = m.id), '[]') AS versions
    FROM chat_messages m JOIN chat_rooms r ON r.id = m.room_id
    WHERE m.id = ANY($1::uuid[]) ORDER BY m.id`,
};

/** $1 user, $2 and $3 the reaction behind which to go on, $4 how many. */
export const FIND_REACTIONS: Statement = {
  name: 'export_find_reactions',
  text: `
    SELECT r.message_id, m.room_id, r.emoji, r.created_at
    FROM chat_message_reactions r JOIN chat_messages m ON m.id = r.message_id
    WHERE r.user_id = $1 AND (r.message_id, r.emoji) > ($2::uuid, $3)
    ORDER BY r.message_id, r.emoji LIMIT $4`,
};

/** $1 user: one row for each gallery that they act for. */
export const FIND_PRESENCE: Statement = {
  name: 'export_find_presence',
  text: 'SELECT gallery_id, last_seen_at FROM chat_presence WHERE user_id = $1 ORDER BY gallery_id',
};

/** $1 user. Those about them, and those that they have made. There are few: each ends after some time. */
export const FIND_REVOCATIONS: Statement = {
  name: 'export_find_revocations',
  text: `
    SELECT id, jti, user_id, reason, revoked_by, revoked_at, expires_at FROM chat_revocations
    WHERE user_id = $1 OR revoked_by = $1 ORDER BY revoked_at`,
};

/** $1 user, $2 the entry behind which to go on, $3 how many: what they have read of rooms that are not theirs. */
export const FIND_AUDIT: Statement = {
  name: 'export_find_audit',
  text: `
    SELECT id, at, role, gallery_id, action, room_id, details, request_id, address FROM chat_audit
    WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
};

/**
 * $1 rooms in which they have written, $2 the entry behind which to go on, $3 how many, $4 user. When others read there; who
 * it was is told to an administrator, by the id.
 */
export const FIND_READINGS: Statement = {
  name: 'export_find_readings',
  text: `
    SELECT one.* FROM unnest($1::uuid[]) AS room(id) CROSS JOIN LATERAL (
      SELECT id, at, role, action, room_id FROM chat_audit a
      WHERE a.room_id = room.id AND a.id > $2 AND a.user_id <> $4 ORDER BY a.id LIMIT $3
    ) one ORDER BY one.id LIMIT $3`,
};
