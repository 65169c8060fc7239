import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idx_chat_messages_files';

/** Finds the files of a room by their kind. It holds only messages with one. */
export class MediaIndex1795219980000 implements MigrationInterface {
  /** Beside a service that works: an index that is built in a transaction would keep everybody from writing. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an attempt that was broken off has left behind is no index.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${INDEX}`);
    await runner.query(`
      CREATE INDEX CONCURRENTLY ${INDEX} ON chat_messages (room_id, (
        CASE WHEN file_type LIKE 'image/%' THEN 'image' WHEN file_type LIKE 'video/%' THEN 'video'
          WHEN file_type LIKE 'audio/%' OR file_type = 'application/ogg' THEN 'audio' ELSE 'document' END), seq)
      WHERE file_url IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ${INDEX}`);
  }
}
