import type { MigrationInterface, QueryRunner } from 'typeorm';
import { markAsCreated, wasCreatedHere } from './origin.js';

const TABLE = 'chat_message_reactions';

/**
 * Emoji that people set under messages. How many a message has stands on it, so that most are read without a look here.
 * People are not tied to the marketplace's: whoever only left an emoji can be removed there.
 */
export class MessageReactions1795219560000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // First, since it wants the messages for itself: a lock that had to grow could meet somebody who waits for it.
    await runner.query('ALTER TABLE chat_messages ADD COLUMN reaction_count integer NOT NULL DEFAULT 0');
    await runner.query(`
      CREATE TABLE ${TABLE} (
        message_id uuid REFERENCES chat_messages(id),
        user_id uuid,
        emoji character varying(32),
        rev integer NOT NULL,
        created_at timestamp with time zone NOT NULL,
        PRIMARY KEY (message_id, user_id, emoji)
      )`);
    await markAsCreated(runner, TABLE);
  }

  /** Reactions are lost. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages DROP COLUMN reaction_count');
    if (await wasCreatedHere(runner, TABLE)) await runner.query(`DROP TABLE ${TABLE}`);
  }
}
