import type { QueryRunner } from 'typeorm';
import type { Column, Table } from './definition.js';
import { createIndex } from './statements.js';
import type { UndoJournal } from './undo-journal.js';

interface StandingColumn {
  name: string;
  type: string;
  not_null: boolean;
  default: string | null;
}

/** A chat table that was there before this service, on its way to the shape that the service needs. */
export class StandingTable {
  /** Statements that make the indexes again which were set aside. */
  private setAside: string[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly journal: UndoJournal,
    private readonly table: Table,
  ) {}

  /**
   * Drops the reference's indexes for as long as every row is written: doing so and making them again as they were
   * takes less than half the time of keeping them up to date.
   */
  async setIndexesAside(): Promise<void> {
    const indexes = (await this.runner.query(
      `SELECT relname AS name, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
       WHERE indrelid = $1::regclass AND NOT indisunique AND relname = ANY($2)`,
      [this.table.name, this.table.indexes.map(({ name }) => name)],
    )) as { name: string; definition: string }[];
    if (indexes.length === 0) return;
    await this.runner.query(`DROP INDEX ${indexes.map(({ name }) => name).join(', ')}`);
    this.setAside = indexes.map(({ definition }) => definition);
  }

  /** Makes the indexes again that were set aside. */
  async restoreIndexes(): Promise<void> {
    for (const definition of this.setAside) await this.runner.query(definition);
  }

  /**
   * Adds the columns that are missing, still empty, and gives the others their type and default. In a session whose
   * time zone is UTC, `timestamp` becomes `timestamptz` without the table being written anew.
   * @throws Error when a column of the service's own is there already: whose data it holds cannot be known
   */
  async prepareColumns(): Promise<void> {
    const standing = await this.columns();
    const changes: string[] = [];
    const undo: string[] = [];
    for (const column of this.table.columns) {
      const found = standing.get(column.name);
      if (found === undefined) {
        changes.push(`ADD COLUMN ${column.name} ${column.type}`);
        undo.push(`DROP COLUMN IF EXISTS ${column.name}`);
        if (column.default !== undefined) changes.push(setDefault(column.name, column.default));
      } else if (column.own) {
        throw new Error(
          `${this.table.name} already has a column ${column.name}, which this migration adds; rename it and run again`,
        );
      } else {
        retype(column, found, changes, undo);
      }
    }
    await this.alter(changes, undo);
  }

  /** Once no row lacks a value any more. */
  async requireValues(): Promise<void> {
    const standing = await this.columns();
    const names = this.table.columns
      .filter(({ name, notNull }) => notNull && standing.get(name)?.not_null === false)
      .map(({ name }) => name);
    await this.alter(
      names.map((name) => `ALTER COLUMN ${name} SET NOT NULL`),
      names.map((name) => `ALTER COLUMN ${name} DROP NOT NULL`),
    );
  }

  /** Adds the checks, keys and indexes that are missing; those of the same name or on the same column are kept. */
  async addConstraintsAndIndexes(): Promise<void> {
    const { name: table, columns, checks, uniques, indexes } = this.table;
    const constraints = await this.names(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass`,
    );
    const referencing = await this.names(`
      SELECT attname AS name FROM pg_constraint
      JOIN pg_attribute ON attrelid = conrelid AND ARRAY[attnum] = conkey
      WHERE contype = 'f' AND conrelid = $1::regclass`);
    const keys = columns.flatMap(({ name, references }) =>
      references === undefined || referencing.has(name)
        ? []
        : [{ name: `${table}_${name}_fkey`, definition: `FOREIGN KEY (${name}) REFERENCES ${references}` }],
    );
    for (const { name, definition } of [...checks, ...keys]) {
      if (constraints.has(name)) continue;
      await this.addConstraint(name, `${definition} NOT VALID`);
      await this.validate(name);
    }
    for (const { name, definition } of uniques) {
      if (!constraints.has(name)) await this.addConstraint(name, definition);
    }
    const standing = await this.names(`
      SELECT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = $1::regclass`);
    for (const index of indexes) {
      if (standing.has(index.name)) continue;
      await this.journal.run(createIndex(table, index), `DROP INDEX IF EXISTS ${index.name}`);
    }
  }

  /** Sets the fill factor, which holds for pages written from now on, unless the table's owner has chosen one. */
  async setStorage(): Promise<void> {
    const { fillfactor } = this.table;
    if (fillfactor === undefined) return;
    const chosen = await this.names(`
      SELECT option_name AS name FROM pg_class, pg_options_to_table(reloptions) WHERE pg_class.oid = $1::regclass`);
    if (chosen.has('fillfactor')) return;
    await this.alter([`SET (fillfactor = ${fillfactor})`], ['RESET (fillfactor)']);
  }

  /** A constraint that old rows break stays NOT VALID: it holds for every row written from now on. */
  private async validate(constraint: string): Promise<void> {
    await this.runner.query(`
      DO $$ BEGIN
        ALTER TABLE ${this.table.name} VALIDATE CONSTRAINT ${constraint};
      EXCEPTION WHEN check_violation OR foreign_key_violation THEN
        RAISE WARNING '% of ${this.table.name} is broken by rows that stand already; it is left NOT VALID', '${constraint}';
      END $$`);
  }

  private addConstraint(name: string, definition: string): Promise<void> {
    return this.alter([`ADD CONSTRAINT ${name} ${definition}`], [`DROP CONSTRAINT IF EXISTS ${name}`]);
  }

  private async alter(changes: string[], undo: string[]): Promise<void> {
    if (changes.length === 0) return;
    const alter = `ALTER TABLE ${this.table.name}`;
    await this.journal.run(`${alter} ${changes.join(', ')}`, `${alter} ${undo.join(', ')}`);
  }

  private async columns(): Promise<Map<string, StandingColumn>> {
    const rows = (await this.runner.query(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS not_null,
              pg_get_expr(adbin, adrelid) AS "default"
       FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [this.table.name],
    )) as StandingColumn[];
    return new Map(rows.map((row) => [row.name, row]));
  }

  private async names(query: string): Promise<Set<string>> {
    const rows = (await this.runner.query(query, [this.table.name])) as { name: string }[];
    return new Set(rows.map(({ name }) => name));
  }
}

const setDefault = (name: string, value: string | null): string =>
  `ALTER COLUMN ${name} ${value === null ? 'DROP DEFAULT' : `SET DEFAULT ${value}`}`;

/** Brings one standing column to its type and default. */
function retype(column: Column, found: StandingColumn, changes: string[], undo: string[]): void {
  const { name, type } = column;
  const retyped = found.type !== type;
  if (retyped) {
    // Without USING: PostgreSQL then refuses a value that does not fit, where an explicit cast would cut it.
    changes.push(`ALTER COLUMN ${name} TYPE ${type}`);
    undo.push(`ALTER COLUMN ${name} TYPE ${found.type}`);
  }
  // A default written for the old type would be cast to the new one in the time zone of whoever inserts.
  const wanted = column.default ?? (retyped ? null : found.default);
  if (found.default !== wanted) {
    changes.push(setDefault(name, wanted));
    undo.push(setDefault(name, found.default));
  }
}
