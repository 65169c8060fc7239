import type { MigrationInterface, QueryRunner } from 'typeorm';
import { marketplaceKeys } from '../src/database/marketplace.js';

const INDEX = 'idx_chat_messages_pinned';

/** Messages that a room keeps at hand. The index holds only them. */
export class MessagePins1795219620000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chat_messages
        ADD COLUMN IF NOT EXISTS pinned_at timestamp with time zone,
        ADD COLUMN IF NOT EXISTS pinned_by uuid REFERENCES ${marketplaceKeys.users}`);
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${INDEX} ON chat_messages (room_id, pinned_at) WHERE pinned_at IS NOT NULL`,
    );
  }

  /** What was pinned is no longer known. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages DROP COLUMN pinned_at, DROP COLUMN pinned_by');
  }
}
