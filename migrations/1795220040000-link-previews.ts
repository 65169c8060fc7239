import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A page that does not answer is not asked again; tries are for what fails on this side. */
const QUEUE = {
  policy: 'standard',
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 60,
  deleteAfterSeconds: 24 * 60 * 60,
};

/** What is behind the first link of a text, and the queue of those that are to be looked at. Older texts are not. */
export class LinkPreviews1795220040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages ADD COLUMN link_preview jsonb');
    await runner.query(`SELECT chat_jobs.create_queue('preview-link', $1)`, [JSON.stringify(QUEUE)]);
  }

  /** The previews are forgotten; the texts with their links stay. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM chat_jobs.job WHERE name = 'preview-link'`);
    await runner.query(`DELETE FROM chat_jobs.queue WHERE name = 'preview-link'`);
    await runner.query('ALTER TABLE chat_messages DROP COLUMN link_preview');
  }
}
