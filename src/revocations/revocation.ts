/** What is to be refused: exactly one of `jti` and `user_id` is set. */
export interface RevocationRequest {
  jti: string | null;
  user_id: string | null;
  reason: string | null;
  /** The user who asks for it. */
  revoked_by: string;
  expires_at: Date;
}

/** A stored revocation. */
export interface Revocation extends RevocationRequest {
  id: string;
  revoked_at: Date;
}
