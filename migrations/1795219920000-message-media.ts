import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each try may take minutes of a processor: what fails again and again is left as it was sent. */
const QUEUE = {
  policy: 'standard',
  retryLimit: 6,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 300,
  deleteAfterSeconds: 24 * 60 * 60,
};

/** What is known of a message's file, and the queue of those that are to be looked into. Older files are not. */
export class MessageMedia1795219920000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages ADD COLUMN media jsonb');
    await runner.query(`SELECT chat_jobs.create_queue('process-media', $1)`, [JSON.stringify(QUEUE)]);
  }

  /** What was known of files is forgotten; the small pictures stay in the store. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM chat_jobs.job WHERE name = 'process-media'`);
    await runner.query(`DELETE FROM chat_jobs.queue WHERE name = 'process-media'`);
    await runner.query('ALTER TABLE chat_messages DROP COLUMN media');
  }
}
