import type { Statement } from '../database/index.js';

/** $1 room, $2 message. No row when it was deleted. */
export const FIND_TEXT: Statement = {
  name: 'link_previews_find_text',
  text: `
    SELECT message_type, content, link_preview FROM chat_messages
    WHERE room_id = $1 AND id = $2 AND deleted_at IS NULL`,
};
