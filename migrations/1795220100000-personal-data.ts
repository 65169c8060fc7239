import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idx_chat_message_reactions_user';
const QUEUE = 'erase-person';
const DAY = 24 * 60 * 60;

/** What takes as long as a person has written; whether its node still lives is seen by its heartbeat. */
const LONG = {
  policy: 'standard',
  retryLimit: 100_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
  expireInSeconds: DAY,
  heartbeatSeconds: 20,
  retentionSeconds: 365 * DAY,
  deleteAfterSeconds: DAY,
};

/** Finds what a person has set under messages, and the queue of people who are to be forgotten. */
export class PersonalData1795220100000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${INDEX} ON chat_message_reactions (user_id, message_id, emoji)`,
    );
    await runner.query('SELECT chat_jobs.create_queue($1, $2)', [QUEUE, JSON.stringify(LONG)]);
  }

  /** Whoever was to be forgotten, and is not yet, stays. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM chat_jobs.job WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.queue WHERE name = $1', [QUEUE]);
    await runner.query(`DROP INDEX ${INDEX}`);
  }
}
