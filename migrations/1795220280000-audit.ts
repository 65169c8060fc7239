import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `chat_audit`: who of the marketplace's own people has read which room, written before they read it. Rows are added and
 * never changed: the database itself refuses the rest, also to an account that owns the table.
 */
export class Audit1795220280000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No references: what was recorded stays so, whatever becomes of the user, the gallery or the room.
    await runner.query(`
      CREATE TABLE chat_audit (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        user_id uuid NOT NULL,
        role text NOT NULL,
        gallery_id uuid NOT NULL,
        action text NOT NULL,
        room_id uuid NOT NULL,
        details jsonb NOT NULL DEFAULT '{}',
        request_id text NOT NULL,
        address text
      )`);
    await runner.query('CREATE INDEX idx_chat_audit_room ON chat_audit (room_id, id)');
    await runner.query('CREATE INDEX idx_chat_audit_user ON chat_audit (user_id, id)');
    await runner.query(`
      CREATE FUNCTION chat_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'chat_audit is only ever added to' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await runner.query(`
      CREATE TRIGGER chat_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chat_audit
      FOR EACH STATEMENT EXECUTE FUNCTION chat_audit_refuse()`);
  }

  /** What was recorded goes with the table: whoever has to keep it copies it first. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chat_audit');
    await runner.query('DROP FUNCTION chat_audit_refuse');
  }
}
