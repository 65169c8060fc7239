import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that a room keeps at hand, since when, and by whom. */
export class MessagePins1795219620000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE chat_messages ADD COLUMN pinned_at timestamp with time zone, ADD COLUMN pinned_by uuid',
    );
  }

  /** What was pinned is no longer known. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE chat_messages DROP COLUMN pinned_at, DROP COLUMN pinned_by');
  }
}
