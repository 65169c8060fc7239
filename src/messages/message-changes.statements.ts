import type { Statement } from '../database/index.js';
import { MESSAGE, SENDER } from './message-columns.js';

/**
 * $1 room, $2 gallery, or null for the service itself. The room's row is locked first, as a send does: changes are numbered in the order in which they
 * are committed. No row without access; the service has it to closed rooms, too.
 */
export const LOCK_ROOM: Statement = {
  name: 'message_changes_lock_room',
  text: `
    SELECT rev, is_active, gallery_a_id, gallery_b_id, date_trunc('milliseconds', clock_timestamp()) AS now
    FROM chat_rooms WHERE id = $1 AND ($2::uuid IS NULL OR is_active AND $2::uuid IN (gallery_a_id, gallery_b_id))
    FOR NO KEY UPDATE`,
};

/** $1 room, $2 message. A statement of its own: what was changed while the lock was waited for is seen only now. */
export const FIND: Statement = {
  name: 'message_changes_find',
  text: `SELECT ${MESSAGE} FROM chat_messages m ${SENDER} WHERE m.room_id = $1 AND m.id = $2`,
};

/** $1 message, $2 rev, then whatever of a message can change after it was sent. */
export const WRITE: Statement = {
  name: 'message_changes_write',
  text: `
    UPDATE chat_messages SET rev = $2, content = $3, metadata = $4, file_url = $5, file_name = $6, file_size = $7,
      file_type = $8, file_state = $9, media = $10, edited_at = $11, deleted_at = $12, reaction_count = $13,
      pinned_at = $14, pinned_by = $15, link_preview = $16
    WHERE id = $1`,
};

/** $1 room. What the newest message that was not deleted says; no row when there is none. */
export const FIND_LAST_SHOWN: Statement = {
  name: 'message_changes_find_last_shown',
  text: `
    SELECT content, file_name FROM chat_messages
    WHERE room_id = $1 AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1`,
};

/** $1 room, $2 rev, $3 the preview, $4 and $5 how many messages fewer are unread by side a and by side b. */
export const NOTE_IN_ROOM: Statement = {
  name: 'message_changes_note_in_room',
  text: `
    UPDATE chat_rooms SET rev = $2, last_message_preview = $3, unread_a = unread_a - $4, unread_b = unread_b - $5,
      updated_at = now()
    WHERE id = $1`,
};
