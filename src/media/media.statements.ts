import type { Statement } from '../database/index.js';

/** $1 room, $2 message, $3 the file's URL. No row when the message says nothing of that file any more. */
export const FIND_FILE: Statement = {
  name: 'media_find_file',
  text: `
    SELECT m.file_name AS name, m.file_type AS type, m.file_state AS state,
      m.media IS NOT NULL AS known
    FROM chat_messages m WHERE m.room_id = $1 AND m.id = $2 AND m.file_url = $3`,
};
