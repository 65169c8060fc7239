import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idx_chat_messages_pinned';

/** Finds what is pinned in a room. It holds only that. */
export class PinnedMessagesIndex1795219740000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(
      `CREATE INDEX CONCURRENTLY ${INDEX} ON chat_messages (room_id, pinned_at) WHERE pinned_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${INDEX}`);
  }
}
