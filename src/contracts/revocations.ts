/** A token, or every token of a user up to a moment, that is refused: `POST /chats/admin/revocations`. */
export interface RevocationView {
  id: string;
  /** The token's own id; null when all tokens of a user are meant. */
  jti: string | null;
  /** The user whose tokens issued up to the second of `revoked_at` are refused; null when one token is meant. */
  user_id: string | null;
  reason: string | null;
  /** The user (of role `service`) who asked for it. */
  revoked_by: string;
  revoked_at: string;
  /** Until when, at the least, tokens are refused for it. */
  expires_at: string;
}
