import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'chat_jobs';
const DAY = 24 * 60 * 60;

/** Tried again for as long as it takes: after a few seconds first, then every few minutes. */
const PATIENT = {
  policy: 'standard',
  retryLimit: 100_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
  retentionSeconds: 365 * DAY,
  deleteAfterSeconds: DAY,
};

/**
 * Where promised work is kept: the tables of pg-boss, in a schema of their own, and the queues. A newer pg-boss that needs
 * other tables gets a migration with its `getMigrationPlans`, which has nothing to do where this one has made them new.
 */
export class Jobs1795219800000 implements MigrationInterface {
  /** The library's script is a transaction of its own. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // Who may not create a schema can be given one, so none is asked for that stands.
    const [{ schema, tables }] = (await runner.query(
      `SELECT to_regnamespace('${SCHEMA}') AS schema, to_regclass('${SCHEMA}.version') AS tables`,
    )) as [{ schema: string | null; tables: string | null }];
    if (tables === null) {
      await runner.query(getConstructionPlans(SCHEMA, { createSchema: schema === null }));
    }
    await runner.query(`SELECT ${SCHEMA}.create_queue('remove-object', $1)`, [JSON.stringify(PATIENT)]);
  }

  /** What was promised and not done yet is forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
  }
}
