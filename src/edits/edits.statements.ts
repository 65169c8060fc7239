import type { Statement } from '../database/index.js';

/** $1 message, $2 content, $3 when it was written, $4 now, $5 how many there may be. No row when there are as many already. */
export const KEEP: Statement = {
  name: 'edits_keep',
  text: `
    INSERT INTO chat_message_edits (message_id, version, content, written_at, replaced_at)
    SELECT $1::uuid, count(*) + 1, $2::text, $3::timestamptz, $4::timestamptz
    FROM chat_message_edits WHERE message_id = $1
    HAVING count(*) < $5
    RETURNING version`,
};

/** $1 message. */
export const FORGET: Statement = {
  name: 'edits_forget',
  text: `DELETE FROM chat_message_edits WHERE message_id = $1`,
};

/**
 * $1 room, $2 gallery, $3 message, the first version first. No row when there is no access, or no such message; one
 * without a version when it was never edited.
 */
export const LIST: Statement = {
  name: 'edits_list',
  text: `
    SELECT e.version, e.content, e.written_at, e.replaced_at
    FROM chat_rooms r
    JOIN chat_messages m ON m.room_id = r.id AND m.id = $3
    LEFT JOIN chat_message_edits e ON e.message_id = m.id
    WHERE r.id = $1 AND r.is_active AND $2::uuid IN (r.gallery_a_id, r.gallery_b_id)
    ORDER BY e.version`,
};
