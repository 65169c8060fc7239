import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import QuickLRU from 'quick-lru';
import { Strategy, type SecretOrKeyProvider, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { AppError, isUuid } from '../common/index.js';
import { AppConfig, type JwtKey } from '../config/index.js';
import { KeySet } from './key-set.js';
import { ROLES, type Role } from './principal.js';
import type { TokenIdentity } from './token-revocations.js';

/** Seconds by which the clocks of issuer and service may differ. */
const CLOCK_SKEW = 30;
/** Milliseconds for which a token is believed that was verified: its key may be withdrawn meanwhile. */
const BELIEVED_FOR = 30_000;
const MAX_BELIEVED = 10_000;
const PUBLIC_KEY_ALGORITHMS = ['RS256', 'ES256'] as const;

/** What a valid token says. */
export interface TokenClaims extends TokenIdentity {
  /** The galleries that the token names, its default first. Empty only for role `service`. */
  galleryIds: string[];
  role: Role;
  expiresAt: Date;
}

interface RequestLike {
  token: string;
}

/** The passport strategy, run outside of an HTTP request: a socket's handshake is verified by the very same rules. */
type Outcome = Strategy & {
  success: (claims: TokenClaims) => void;
  fail: (reason: unknown) => void;
  error: (error: unknown) => void;
};

/** Verifies tokens with passport-jwt. The configured key fixes the algorithms; a token cannot choose. */
@Injectable()
export class TokenVerifier {
  private readonly strategy: Strategy;
  private readonly verified = new QuickLRU<string, TokenClaims>({
    maxSize: MAX_BELIEVED,
    maxAge: BELIEVED_FOR,
  });

  constructor({ jwt }: AppConfig) {
    const options = {
      ...keyOptions(jwt.key),
      jwtFromRequest: (request: unknown) => (request as RequestLike).token,
      issuer: jwt.issuer,
      audience: jwt.audience,
      jsonWebTokenOptions: { clockTolerance: CLOCK_SKEW },
    };
    this.strategy = new Strategy(options as StrategyOptionsWithoutRequest, (payload: unknown, done) => {
      done(null, readClaims(payload) ?? false);
    });
  }

  /**
   * @param token the compact JWT, without "Bearer"
   * @throws AppError UNAUTHORIZED for anything but a valid token; SERVICE_UNAVAILABLE when the key set cannot be had
   */
  async verify(token: string): Promise<TokenClaims> {
    const known = this.verified.get(token);
    if (known !== undefined && Date.now() < known.expiresAt.getTime() + CLOCK_SKEW * 1000) return known;
    const claims = await this.authenticate(token);
    this.verified.set(token, claims);
    return claims;
  }

  private authenticate(token: string): Promise<TokenClaims> {
    return new Promise((resolve, reject) => {
      const run = Object.create(this.strategy) as Outcome;
      run.success = resolve;
      run.error = reject;
      run.fail = (reason) => reject(reason instanceof AppError ? reason : unauthorized(reason));
      run.authenticate({ token } as unknown as Parameters<Strategy['authenticate']>[0]);
    });
  }
}

/** Keys are read once: jsonwebtoken would try to read a text as a public key for every token. */
function keyOptions(key: JwtKey): Pick<StrategyOptionsWithoutRequest, 'algorithms'> & {
  secretOrKey?: KeyObject;
  secretOrKeyProvider?: SecretOrKeyProvider;
} {
  switch (key.kind) {
    case 'secret':
      return { secretOrKey: createSecretKey(Buffer.from(key.secret)), algorithms: ['HS256'] };
    case 'public-key':
      return { secretOrKey: createPublicKey(key.publicKey), algorithms: [...PUBLIC_KEY_ALGORITHMS] };
    case 'jwks':
      return { secretOrKeyProvider: keyFrom(key.url), algorithms: [...PUBLIC_KEY_ALGORITHMS] };
  }
}

function keyFrom(url: string): SecretOrKeyProvider {
  const keySet = new KeySet(url, PUBLIC_KEY_ALGORITHMS);
  return (_request, token: string, done) => {
    keySet.find(token).then(
      // The verification takes a key object; the provider's types know only its texts.
      (key) => done(null, key as unknown as Buffer),
      (error: unknown) => done(error),
    );
  };
}

/** @returns undefined when a claim is missing or malformed */
function readClaims(payload: unknown): TokenClaims | undefined {
  const claims = payload as Record<string, unknown>;
  const userId = claims.sub ?? claims.userId;
  const named = [
    claims.galleryId,
    ...(Array.isArray(claims.galleryIds) ? (claims.galleryIds as unknown[]) : []),
  ];
  const galleryIds = [...new Set(named.filter((id) => id !== undefined && id !== null))];
  const role = readRole(claims.role);
  if (!isUuid(userId) || !galleryIds.every(isUuid)) return undefined;
  if (typeof claims.exp !== 'number' || (galleryIds.length === 0 && role !== 'service')) return undefined;
  return {
    userId: userId.toLowerCase(),
    galleryIds: galleryIds.map((id) => id.toLowerCase()),
    role,
    tokenId: typeof claims.jti === 'string' ? claims.jti : undefined,
    issuedAt: typeof claims.iat === 'number' ? claims.iat : undefined,
    expiresAt: new Date(Math.min(claims.exp * 1000, 8.64e15)),
  };
}

/** A role of the marketplace's own that means nothing here has a dealer's rights, the least there are. */
const readRole = (role: unknown): Role => ROLES.find((known) => known === role) ?? 'dealer';

const unauthorized = (cause: unknown) => new AppError('UNAUTHORIZED', { cause });
