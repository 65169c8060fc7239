import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the rooms in which anything happened lately (a message, a read, the opening, the deletion), and by itself, every
 * half second, those that were deleted. The index of rooms without a message is a part of the first.
 */
export class RoomChangeIndexes1795219440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX idx_chat_rooms_changed ON chat_rooms (updated_at, id)');
    await runner.query('CREATE INDEX idx_chat_rooms_closed ON chat_rooms (closed_at) WHERE NOT is_active');
    await runner.query('DROP INDEX IF EXISTS idx_chat_rooms_unspoken');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX idx_chat_rooms_unspoken ON chat_rooms (created_at) WHERE is_active AND last_message_at IS NULL',
    );
    await runner.query('DROP INDEX idx_chat_rooms_changed, idx_chat_rooms_closed');
  }
}
