import type { QueryRunner } from 'typeorm';
import { tableExists } from '../origin.js';

/** Stands only in a database whose chat tables were there before this service. */
const TABLE = 'chat_upgrade_undo';

/**
 * Changes a table that was there before, and keeps for each change the statement that takes it back. Only the upgrade
 * itself knows what it found (a column's type, whether an index was there), so `down` reads it from here.
 */
export class UndoJournal {
  private readonly steps: string[] = [];

  constructor(private readonly runner: QueryRunner) {}

  /** Runs `change` and notes `undo`. */
  async run(change: string, undo: string): Promise<void> {
    await this.runner.query(change);
    this.steps.push(undo);
  }

  /** Writes the journal to its table. */
  async save(): Promise<void> {
    await this.runner.query(`CREATE TABLE ${TABLE} (step integer PRIMARY KEY, statement text NOT NULL)`);
    await this.runner.query(
      `COMMENT ON TABLE ${TABLE} IS 'What takes back the upgrade of the chat tables; read by migration:revert'`,
    );
    await this.runner.query(
      `INSERT INTO ${TABLE} SELECT step, statement FROM unnest($1::text[]) WITH ORDINALITY AS s (statement, step)`,
      [this.steps],
    );
  }

  /** Takes back what a saved journal holds, newest change first, and removes it; without one there is nothing to do. */
  static async replay(runner: QueryRunner): Promise<void> {
    if (!(await tableExists(runner, TABLE))) return;
    const steps = (await runner.query(`SELECT statement FROM ${TABLE} ORDER BY step DESC`)) as {
      statement: string;
    }[];
    for (const { statement } of steps) await runner.query(statement);
    await runner.query(`DROP TABLE ${TABLE}`);
  }
}
