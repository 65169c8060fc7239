import type { QueryRunner } from 'typeorm';

/** The comment that a table made by a migration carries; a table without it belongs to somebody else. */
const MARK = 'Created by dealer-messaging';

/** Whether a table of this name is found on the search path. */
export async function tableExists(runner: QueryRunner, table: string): Promise<boolean> {
  return ask(runner, `SELECT to_regclass($1) IS NOT NULL AS answer`, [table]);
}

/** Notes on the table itself that a migration made it, so that `down` knows even years later. */
export async function markAsCreated(runner: QueryRunner, table: string): Promise<void> {
  await runner.query(`COMMENT ON TABLE ${table} IS '${MARK}'`);
}

/** Whether the table stands and was made by a migration. */
export async function wasCreatedHere(runner: QueryRunner, table: string): Promise<boolean> {
  return ask(
    runner,
    `SELECT obj_description(to_regclass($1), 'pg_class') IS NOT DISTINCT FROM $2 AS answer`,
    [table, MARK],
  );
}

/** Whether the table holds no row. */
export async function isEmpty(runner: QueryRunner, table: string): Promise<boolean> {
  return ask(runner, `SELECT NOT EXISTS (SELECT FROM ${table}) AS answer`, []);
}

async function ask(runner: QueryRunner, question: string, values: string[]): Promise<boolean> {
  const [row] = (await runner.query(question, values)) as { answer: boolean }[];
  return row?.answer === true;
}
