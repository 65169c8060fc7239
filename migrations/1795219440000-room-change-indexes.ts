import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  idx_chat_rooms_changed: '(updated_at, id)',
  idx_chat_rooms_closed: '(closed_at, id) WHERE NOT is_active',
};

/**
 * Finds the rooms in which anything happened lately (a message, a read, the opening, the deletion), and by itself, every
 * half second, those that were deleted. The index of rooms without a message is a part of the first.
 */
export class RoomChangeIndexes1795219440000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      // What an attempt that was broken off has left behind is no index.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON chat_rooms ${definition}`);
    }
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS idx_chat_rooms_unspoken');
  }

  /** In a transaction, always: TypeORM gives no choice on the way back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX idx_chat_rooms_unspoken ON chat_rooms (created_at) WHERE is_active AND last_message_at IS NULL',
    );
    await runner.query(`DROP INDEX ${Object.keys(INDEXES).join(', ')}`);
  }
}
