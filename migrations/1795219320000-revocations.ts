import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `chat_revocations`: tokens that are refused before they end, and who refused them. */
export class Revocations1795219320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No reference to users: what was revoked stays so when the marketplace deletes the user.
    await runner.query(`
      CREATE TABLE chat_revocations (
        id uuid PRIMARY KEY,
        jti text CONSTRAINT uq_chat_revocations_jti UNIQUE,
        user_id uuid CONSTRAINT uq_chat_revocations_user UNIQUE,
        reason text,
        revoked_by uuid NOT NULL,
        revoked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT ck_chat_revocations_subject CHECK (num_nonnulls(jti, user_id) = 1)
      )`);
    await runner.query('CREATE INDEX idx_chat_revocations_changed ON chat_revocations (changed_at)');
    await runner.query('CREATE INDEX idx_chat_revocations_expires ON chat_revocations (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chat_revocations');
  }
}
