import type { Statement } from '../database/index.js';

/** $1 room. */
export const COUNT: Statement = {
  name: 'pins_count',
  text: `SELECT count(*)::int AS pinned FROM chat_messages WHERE room_id = $1 AND pinned_at IS NOT NULL`,
};
