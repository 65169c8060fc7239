import { Injectable } from '@nestjs/common';
import { passportJwtSecret } from 'jwks-rsa';
import { Strategy, type SecretOrKeyProvider, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { AppError, isUuid } from '../common/index.js';
import { AppConfig, type JwtKey } from '../config/index.js';
import { ROLES, type Role } from './principal.js';

/** Seconds by which the clocks of issuer and service may differ. */
const CLOCK_SKEW = 30;

/** What a valid token says. */
export interface TokenClaims {
  userId: string;
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
  verify(token: string): Promise<TokenClaims> {
    return new Promise((resolve, reject) => {
      const run = Object.create(this.strategy) as Outcome;
      run.success = resolve;
      run.error = reject;
      run.fail = (reason) => reject(isKeySetFailure(reason) ? unavailable(reason) : unauthorized(reason));
      run.authenticate({ token } as unknown as Parameters<Strategy['authenticate']>[0]);
    });
  }
}

function keyOptions(key: JwtKey): Pick<StrategyOptionsWithoutRequest, 'algorithms'> & {
  secretOrKey?: string;
  secretOrKeyProvider?: SecretOrKeyProvider;
} {
  switch (key.kind) {
    case 'secret':
      return { secretOrKey: key.secret, algorithms: ['HS256'] };
    case 'public-key':
      return { secretOrKey: key.publicKey, algorithms: ['RS256', 'ES256'] };
    case 'jwks':
      return {
        algorithms: ['RS256', 'ES256'],
        secretOrKeyProvider: passportJwtSecret({
          jwksUri: key.url,
          cache: true,
          cacheMaxAge: 600_000,
          rateLimit: true,
          jwksRequestsPerMinute: 10,
          timeout: 4_000,
          handleSigningKeyError: (error, done) => done(error),
        }),
      };
  }
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
    expiresAt: new Date(Math.min(claims.exp * 1000, 8.64e15)),
  };
}

/** A role of the marketplace's own that means nothing here has a dealer's rights, the least there are. */
const readRole = (role: unknown): Role => ROLES.find((known) => known === role) ?? 'dealer';

/** The key set could not be fetched, as opposed to: it has no such key. A caller with a good token tries again. */
function isKeySetFailure(reason: unknown): boolean {
  const { isEndpointUnavailable, name } = (reason ?? {}) as {
    isEndpointUnavailable?: boolean;
    name?: string;
  };
  return isEndpointUnavailable === true || name === 'JwksRateLimitError';
}

const unauthorized = (cause: unknown) => new AppError('UNAUTHORIZED', { cause });
const unavailable = (cause: unknown) => new AppError('SERVICE_UNAVAILABLE', { retryAfter: 5, cause });
