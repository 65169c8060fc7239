import { escapeLiteral, type Client, type ClientBase } from 'pg';
import type { Statement } from '../../src/database/index.js';

/** The plan that PostgreSQL keeps for a statement, and one made for its values. */
export const MODES = ['force_generic_plan', 'force_custom_plan'] as const;
/** Rows that a statement may put in order: more than a page, less than a history. */
const SORTED = 250;

export type Value = string | number | boolean | null;

export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

/** How PostgreSQL carries a statement out. It is rolled back. */
export async function explain(
  db: Client,
  mode: (typeof MODES)[number],
  { text }: Statement,
  values: Value[],
): Promise<Plan> {
  // As the service connects; see `data-source.ts`.
  await db.query(`SET plan_cache_mode = ${mode}; SET enable_seqscan = off`);
  await db.query(`PREPARE measured AS ${text}`);
  try {
    return await explainPrepared(db, 'measured', values);
  } finally {
    await db.query('DEALLOCATE ALL');
  }
}

/** The same for a statement that the connection has planned already. */
export async function explainPrepared(db: ClientBase, name: string, values: Value[]): Promise<Plan> {
  await db.query('BEGIN');
  try {
    const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE ${name}(${values.map(literal).join(', ')})`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0].Plan;
    if (plan === undefined) throw new Error('no plan');
    return plan;
  } finally {
    await db.query('ROLLBACK');
  }
}

export const blocksOf = (plan: Plan): number => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];

/** The steps that read a table of the service as a whole, or sort more than a page. */
export const wasteful = (plan: Plan): string[] =>
  [plan, ...stepsBelow(plan)]
    .filter((step) => readsWhole(step) || sortsMuch(step))
    .map((step) => `${step['Node Type']} ${step['Relation Name'] ?? ''}`.trim());

const stepsBelow = ({ Plans = [] }: Plan): Plan[] => Plans.flatMap((step) => [step, ...stepsBelow(step)]);
const readsWhole = ({ 'Node Type': type, 'Relation Name': table = '' }: Plan): boolean =>
  type === 'Seq Scan' && table.startsWith('chat_');
/** By what goes in: a sort for the first page gives only a page. */
const sortsMuch = ({ 'Node Type': type, Plans = [] }: Plan): boolean =>
  type.includes('Sort') && Plans.some((input) => input['Actual Rows'] * input['Actual Loops'] > SORTED);
const literal = (value: Value): string => (value === null ? 'NULL' : escapeLiteral(String(value)));
