import type { Statement } from '../database/index.js';

/**
 * SQL that adds a job for each row of `source`, to be carried out once the transaction has committed. The columns that a
 * queue decides are taken from it, as the library itself does.
 * @param source has the columns `queue`, `data` and `delay` in seconds; no job for a row whose queue is null
 */
export const enqueueEach = (source: string): string => `
  INSERT INTO chat_jobs.job (name, data, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
    deletion_seconds, start_after, keep_until, policy, dead_letter, heartbeat_seconds)
  SELECT q.name, s.data, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds,
    q.deletion_seconds, now() + s.delay * interval '1 second',
    now() + (s.delay + q.retention_seconds) * interval '1 second', q.policy, q.dead_letter, q.heartbeat_seconds
  FROM (${source}) s JOIN chat_jobs.queue q ON q.name = s.queue`;

/** $1 queue, $2 data, $3 seconds until it may begin. */
export const ENQUEUE: Statement = {
  name: 'jobs_enqueue',
  text: enqueueEach('SELECT $1::text AS queue, $2::jsonb AS data, $3::int AS delay'),
};

/** $1 queue, $2 an array with the data of each. */
export const ENQUEUE_ALL: Statement = {
  name: 'jobs_enqueue_all',
  text: enqueueEach(
    'SELECT $1::text AS queue, data, 0 AS delay FROM jsonb_array_elements($2::jsonb) AS data',
  ),
};
