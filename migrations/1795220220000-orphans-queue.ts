import type { MigrationInterface, QueryRunner } from 'typeorm';

const QUEUE = 'remove-orphans';
const DAY = 24 * 60 * 60;

/** One at a time, over all nodes; a night that fails is made up for by the next. */
const NIGHTLY = {
  policy: 'exclusive',
  retryLimit: 20,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: DAY,
  heartbeatSeconds: 20,
  deleteAfterSeconds: DAY,
};

/** The queue in which the store is looked through for what no message names. */
export class OrphansQueue1795220220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT chat_jobs.create_queue($1, $2)', [QUEUE, JSON.stringify(NIGHTLY)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM chat_jobs.schedule WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.job WHERE name = $1', [QUEUE]);
    await runner.query('DELETE FROM chat_jobs.queue WHERE name = $1', [QUEUE]);
  }
}
