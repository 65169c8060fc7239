import type { Statement } from '../database/index.js';
import { enqueueEach } from '../jobs/index.js';

/** $1 user, $2 how many at most. */
export const FIND_MESSAGES: Statement = {
  name: 'erasure_find_messages',
  text: `SELECT room_id, id FROM chat_messages WHERE sender_id = $1 AND deleted_at IS NULL LIMIT $2`,
};

/** $1 user, $2 how many at most: the messages under which they have set an emoji. */
export const FIND_REACTIONS: Statement = {
  name: 'erasure_find_reactions',
  text: `
    SELECT m.room_id, m.id
    FROM (SELECT DISTINCT message_id FROM chat_message_reactions WHERE user_id = $1 ORDER BY message_id LIMIT $2) r
    JOIN chat_messages m ON m.id = r.message_id`,
};

/** $1 user, $2 how many at most. Answered by the index of pinned messages, which are few. */
export const FIND_PINS: Statement = {
  name: 'erasure_find_pins',
  text: `SELECT room_id, id FROM chat_messages WHERE pinned_at IS NOT NULL AND pinned_by = $1 LIMIT $2`,
};

/**
 * $1 user, $2 how many at most; a row for each. What was asked for with a message can be guessed from its hash. Nobody sees
 * the difference: a repeat of the message is refused as another one would be.
 */
export const FORGET_REQUESTS: Statement = {
  name: 'erasure_forget_requests',
  text: `
    UPDATE chat_messages SET request_hash = NULL
    WHERE id IN (SELECT id FROM chat_messages WHERE sender_id = $1 AND request_hash IS NOT NULL LIMIT $2)
    RETURNING id`,
};

/** $1 user. */
export const FORGET_PRESENCE: Statement = {
  name: 'erasure_forget_presence',
  text: 'DELETE FROM chat_presence WHERE user_id = $1',
};

/** $1 user. */
export const COUNT: Statement = {
  name: 'erasure_count',
  text: `
    SELECT
      (SELECT count(*)::int FROM chat_messages WHERE sender_id = $1 AND deleted_at IS NULL) AS messages,
      (SELECT count(*)::int FROM chat_message_reactions WHERE user_id = $1) AS reactions,
      (SELECT count(*)::int FROM chat_messages WHERE pinned_at IS NOT NULL AND pinned_by = $1) AS pins,
      (SELECT count(*)::int FROM chat_presence WHERE user_id = $1) AS presence`,
};

/** $1 user. */
export const REQUEST: Statement = {
  name: 'erasure_request',
  text: `${enqueueEach(`
    SELECT 'erase-person'::text AS queue, jsonb_build_object('userId', $1::uuid) AS data, 0 AS delay`)}
    RETURNING id`,
};

/** $1 job. */
export const FIND_REQUEST: Statement = {
  name: 'erasure_find_request',
  text: `SELECT state::text, output->>'message' AS failure FROM chat_jobs.job WHERE name = 'erase-person' AND id = $1`,
};
