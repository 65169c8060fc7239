import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../database/index.js';
import type { Revocation, RevocationRequest } from './revocation.js';

const COLUMNS = 'r.id, r.jti, r.user_id, r.reason, r.revoked_by, r.revoked_at, r.expires_at';

/** $1 id, $2 jti, $3 user, $4 reason, $5 who asks, $6 until when. A repeat only ever adds to what stands. */
const save = (subject: 'jti' | 'user_id', moves: string): Statement => ({
  name: `revocations_save_${subject}`,
  precedence: true,
  text: `
    INSERT INTO chat_revocations AS r (id, jti, user_id, reason, revoked_by, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (${subject}) DO UPDATE SET
      ${moves}
      expires_at = GREATEST(r.expires_at, EXCLUDED.expires_at),
      changed_at = clock_timestamp()
    RETURNING ${COLUMNS}, xmax = 0 AS created`,
});

const SAVE_TOKEN = save('jti', '');
/** Tokens that were issued since the last time are meant too. */
const SAVE_USER = save(
  'user_id',
  `revoked_at = GREATEST(r.revoked_at, EXCLUDED.revoked_at),
   revoked_by = EXCLUDED.revoked_by,
   reason = COALESCE(EXCLUDED.reason, r.reason),`,
);

const ALL: Statement = { name: 'revocations_all', text: `SELECT ${COLUMNS} FROM chat_revocations r` };

/** $1 seconds. */
const CHANGED_WITHIN: Statement = {
  name: 'revocations_changed_within',
  precedence: true,
  text: `
    SELECT ${COLUMNS} FROM chat_revocations r
    WHERE r.changed_at >= clock_timestamp() - make_interval(secs => $1)`,
};

const REMOVE_EXPIRED: Statement = {
  name: 'revocations_remove_expired',
  text: 'DELETE FROM chat_revocations WHERE expires_at < now()',
};

/** SQL over `chat_revocations`. */
@Injectable()
export class RevocationsRepository {
  constructor(private readonly database: Database) {}

  /** @returns the revocation as it stands now, and whether it is new; the moment is the database's */
  async save(id: string, request: RevocationRequest): Promise<Revocation & { created: boolean }> {
    const { jti, user_id, reason, revoked_by, expires_at } = request;
    const statement = jti === null ? SAVE_USER : SAVE_TOKEN;
    const values = [id, jti, user_id, reason, revoked_by, expires_at];
    const [saved] = await this.database.query<Revocation & { created: boolean }>(statement, values);
    return saved as Revocation & { created: boolean };
  }

  all(): Promise<Revocation[]> {
    return this.database.query<Revocation>(ALL, []);
  }

  /** Those that came or were changed in the last `seconds`, by the database's clock. */
  changedWithin(seconds: number): Promise<Revocation[]> {
    return this.database.query<Revocation>(CHANGED_WITHIN, [seconds]);
  }

  async removeExpired(): Promise<void> {
    await this.database.query(REMOVE_EXPIRED, []);
  }
}
