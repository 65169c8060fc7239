import type { Pool } from 'pg';

/** How many jobs are not done yet, other than those that are to begin later. */
export async function openJobs(db: Pick<Pool, 'query'>): Promise<number> {
  const { rows } = await db.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM chat_jobs.job
     WHERE state < 'completed' AND (state > 'created' OR start_after <= now()) AND name !~ '^__'`,
  );
  return rows[0]?.open ?? 0;
}
