import type { Statement } from '../database/index.js';

/** $1 message, $2 user, $3 emoji, $4 the room's change with which it comes, $5 now. */
export const ADD: Statement = {
  name: 'reactions_add',
  text: `INSERT INTO chat_message_reactions (message_id, user_id, emoji, rev, created_at) VALUES ($1, $2, $3, $4, $5)`,
};

/** $1 message, $2 user, $3 emoji. */
export const REMOVE: Statement = {
  name: 'reactions_remove',
  text: `DELETE FROM chat_message_reactions WHERE message_id = $1 AND user_id = $2 AND emoji = $3`,
};

/** $1 message, $2 user. A row for each. */
export const REMOVE_ALL_OF: Statement = {
  name: 'reactions_remove_all_of',
  text: `DELETE FROM chat_message_reactions WHERE message_id = $1 AND user_id = $2 RETURNING emoji`,
};

/** $1 message. */
export const FORGET: Statement = {
  name: 'reactions_forget',
  text: `DELETE FROM chat_message_reactions WHERE message_id = $1`,
};
