import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY = 24 * 60 * 60;

const QUEUES = [
  // Until the scanner has answered nobody reads the file: it is asked for as long as it takes.
  [
    'scan-file',
    {
      policy: 'standard',
      retryLimit: 100_000,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: 900,
      retentionSeconds: 365 * DAY,
      deleteAfterSeconds: DAY,
    },
  ],
  // Each try may take minutes of a processor: what fails again and again is left as it was sent.
  [
    'process-media',
    {
      policy: 'standard',
      retryLimit: 6,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: 300,
      deleteAfterSeconds: DAY,
    },
  ],
] as const;

/** Whether a message's file may be read, and what is known of it; the queues of those that are to be looked at. Older files are not. */
export class MessageMedia1795219920000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE chat_messages ADD COLUMN file_state character varying(10), ADD COLUMN media jsonb',
    );
    for (const [name, options] of QUEUES) {
      await runner.query('SELECT chat_jobs.create_queue($1, $2)', [name, JSON.stringify(options)]);
    }
  }

  /** What was known of files is forgotten; the small pictures stay in the store. A file that was not checked yet is served. */
  async down(runner: QueryRunner): Promise<void> {
    const names = QUEUES.map(([name]) => name);
    await runner.query('DELETE FROM chat_jobs.job WHERE name = ANY($1)', [names]);
    await runner.query('DELETE FROM chat_jobs.queue WHERE name = ANY($1)', [names]);
    await runner.query('ALTER TABLE chat_messages DROP COLUMN media, DROP COLUMN file_state');
  }
}
