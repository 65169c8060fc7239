import type { OpenDatabase, Row } from './open-database.js';

export interface TableShape {
  /** `type`, then `not null` and `default …` where they hold. */
  columns: Row;
  /** As `pg_get_indexdef` writes them, without schema and table. */
  indexes: Row;
  /** As `pg_get_constraintdef` writes them. */
  constraints: Row;
  options: string[];
}

const COLUMNS = `
  SELECT attname AS name, concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'not null' END,
    'default ' || pg_get_expr(adbin, adrelid)) AS shape
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname`;

const INDEXES = `
  SELECT relname AS name, regexp_replace(pg_get_indexdef(indexrelid), ' INDEX .* USING btree', '') AS shape
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = $1::regclass ORDER BY relname`;

// PostgreSQL 18 lists NOT NULL (n) here too; the columns tell it already.
const CONSTRAINTS = `
  SELECT conname AS name, pg_get_constraintdef(oid) AS shape
  FROM pg_constraint WHERE conrelid = $1::regclass AND contype <> 'n' ORDER BY conname`;

/** What the database's own catalog says of a table. */
export async function describeTable({ sql }: OpenDatabase, table: string): Promise<TableShape> {
  const list = async (query: string): Promise<Row> =>
    Object.fromEntries((await sql(query, [table])).map(({ name, shape }) => [name, shape]));
  const [relation] = await sql('SELECT reloptions FROM pg_class WHERE oid = $1::regclass', [table]);
  return {
    columns: await list(COLUMNS),
    indexes: await list(INDEXES),
    constraints: await list(CONSTRAINTS),
    options: (relation?.reloptions as string[] | null) ?? [],
  };
}

/** `chat_rooms` and `chat_messages`. */
export async function describeChatTables(database: OpenDatabase): Promise<[TableShape, TableShape]> {
  return [await describeTable(database, 'chat_rooms'), await describeTable(database, 'chat_messages')];
}

/** The names of the tables in the database, sorted. */
export async function tableNames({ sql }: OpenDatabase): Promise<string[]> {
  const rows = await sql(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  return rows.map(({ name }) => name as string);
}
