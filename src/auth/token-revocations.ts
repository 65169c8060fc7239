/** What a revocation can name a token by. */
export interface TokenIdentity {
  userId: string;
  /** The claim `jti`. */
  tokenId: string | undefined;
  /** The claim `iat`: seconds since 1970. */
  issuedAt: number | undefined;
}

/** Which tokens are refused although they are valid otherwise. Whoever accepts or keeps a token asks this first. */
export abstract class TokenRevocations {
  /** @throws AppError SERVICE_UNAVAILABLE while it is not known what was revoked */
  abstract isRevoked(token: TokenIdentity): Promise<boolean>;
}
