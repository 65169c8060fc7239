import type { Revocation } from './revocation.js';

/** Tokens are refused from now on. Published on every node, when it learns of it. */
export class TokensRevoked {
  constructor(readonly revocations: Pick<Revocation, 'jti' | 'user_id'>[]) {}
}
