import type { MigrationInterface, QueryRunner } from 'typeorm';
import { markAsCreated, wasCreatedHere } from './origin.js';

const TABLE = 'chat_presence';

/**
 * When people were last seen, for each gallery that they act for. Without foreign keys: rows are written late and many
 * at a time, and one person whom the marketplace has removed meanwhile must not keep the others from being written.
 */
export class PresenceTable1795219380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ${TABLE} (
        user_id uuid,
        gallery_id uuid,
        last_seen_at timestamp with time zone NOT NULL,
        PRIMARY KEY (user_id, gallery_id)
      )`);
    await markAsCreated(runner, TABLE);
  }

  /** The times are lost. */
  async down(runner: QueryRunner): Promise<void> {
    if (await wasCreatedHere(runner, TABLE)) await runner.query(`DROP TABLE ${TABLE}`);
  }
}
