import type { Pool } from 'pg';
import { enqueueEach, type JobName } from '../../src/jobs/index.js';
import { until } from './until.js';

/** How many jobs are not done yet, other than those that are to begin later. */
export async function openJobs(db: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await db.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM chat_jobs.job
     WHERE state < 'completed' AND (state > 'created' OR start_after <= now()) AND name !~ '^__'`,
  );
  return rows[0]?.open ?? 0;
}

/** Adds a job past the service, as its schedule would, and waits until everything that is to be done now is done. */
export async function carryOut(db: Pick<Pool, 'query'>, name: JobName): Promise<void> {
  await until(async () => (await openJobs(db)) === 0);
  const source = 'SELECT $1::text AS queue, $2::jsonb AS data, 0 AS delay';
  await db.query(enqueueEach(source), [name, '{}']);
  await until(async () => (await openJobs(db)) === 0);
}
