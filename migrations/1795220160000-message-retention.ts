import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idx_chat_messages_answers';
const QUEUE = 'remove-old-messages';
const DAY = 24 * 60 * 60;

/** One at a time, over all nodes; a night that fails is made up for by the next. */
const NIGHTLY = {
  policy: 'exclusive',
  retryLimit: 100,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: DAY,
  heartbeatSeconds: 20,
  deleteAfterSeconds: DAY,
};

/**
 * Where the history of a room begins once older messages are not kept any more; what answers a message, so that it can go;
 * and the queue of their removal.
 */
export class MessageRetention1795220160000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // No row is written for it: the default stands beside the table.
    await runner.query(
      'ALTER TABLE chat_rooms ADD COLUMN IF NOT EXISTS first_seq integer NOT NULL DEFAULT 1',
    );
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${INDEX} ON chat_messages (reply_to_id) WHERE reply_to_id IS NOT NULL`,
    );
    await runner.query('SELECT chat_jobs.create_queue($1, $2)', [QUEUE, JSON.stringify(NIGHTLY)]);
  }

  /** What was removed does not come back. A room that has lost messages counts them as if they were there. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM chat_jobs.schedule WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.job WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.queue WHERE name = $1', [QUEUE]);
    await runner.query(`DROP INDEX ${INDEX}`);
    await runner.query('ALTER TABLE chat_rooms DROP COLUMN first_seq');
  }
}
