import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that were passed on: said elsewhere first. Where is nobody's to know in the room to which they went. */
export class ForwardedMessages1795219680000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages ADD COLUMN forwarded boolean NOT NULL DEFAULT false');
  }

  /** They look like any others again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages DROP COLUMN forwarded');
  }
}
