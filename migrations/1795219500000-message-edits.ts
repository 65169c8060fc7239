import type { MigrationInterface, QueryRunner } from 'typeorm';
import { markAsCreated, wasCreatedHere } from './origin.js';

const TABLE = 'chat_message_edits';

/** What messages said before they were edited, the first version first. */
export class MessageEdits1795219500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${TABLE} (
        message_id uuid REFERENCES chat_messages(id),
        version integer,
        content text,
        written_at timestamp with time zone NOT NULL,
        replaced_at timestamp with time zone NOT NULL,
        PRIMARY KEY (message_id, version)
      )`);
    await markAsCreated(runner, TABLE);
  }

  /** The messages keep what they say now; what they said before is lost. */
  async down(runner: QueryRunner): Promise<void> {
    if (await wasCreatedHere(runner, TABLE)) await runner.query(`DROP TABLE ${TABLE}`);
  }
}
