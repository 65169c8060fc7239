import type { TokenIdentity } from '../auth/index.js';
import type { Revocation } from './revocation.js';

type Entry = Pick<Revocation, 'jti' | 'user_id' | 'revoked_at' | 'expires_at'>;

/** Milliseconds. The clocks of this node, the database and the issuer may differ, so entries are kept a bit longer. */
const MARGIN = 60_000;

/** What is revoked, in memory: two look-ups for each token. */
export class RevocationList {
  private readonly tokens = new Map<string, { expiresAt: number }>();
  private readonly users = new Map<string, { expiresAt: number; revokedAt: number }>();

  /** @returns whether tokens are refused now that were not before */
  add({ jti, user_id, revoked_at, expires_at }: Entry): boolean {
    const [expiresAt, revokedAt] = [expires_at.getTime(), revoked_at.getTime()];
    if (jti !== null) {
      const known = this.tokens.get(jti);
      this.tokens.set(jti, { expiresAt: Math.max(expiresAt, known?.expiresAt ?? 0) });
      return known === undefined;
    }
    if (user_id === null) return false;
    const known = this.users.get(user_id);
    // Reads cross each other: an older state that comes later takes nothing back.
    if (known !== undefined && known.revokedAt > revokedAt) return false;
    this.users.set(user_id, { expiresAt, revokedAt });
    return known?.revokedAt !== revokedAt;
  }

  /**
   * A token of a revoked user passes only when it says that it was issued in a later second: `iat` has no finer
   * measure, and what cannot be told apart is refused.
   */
  covers({ userId, tokenId, issuedAt }: TokenIdentity): boolean {
    if (tokenId !== undefined && this.tokens.has(tokenId)) return true;
    const user = this.users.get(userId);
    if (user === undefined) return false;
    return issuedAt === undefined || Math.floor(issuedAt) <= Math.floor(user.revokedAt / 1000);
  }

  /** Drops what has expired. @param now milliseconds since 1970 */
  forget(now: number): void {
    for (const entries of [this.tokens, this.users]) {
      for (const [key, { expiresAt }] of entries) if (expiresAt + MARGIN < now) entries.delete(key);
    }
  }
}
