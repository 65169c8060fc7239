import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError, isUuid, withDeadline, withDeadlineAfter } from '../common/index.js';
import type { RateLimits } from '../rate-limits/index.js';
import type { Authenticator } from './authenticator.js';
import type { Principal, Role } from './principal.js';
import type { TokenClaims } from './token-verifier.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** Milliseconds that the authentication took. */
    authenticatedIn: number;
  }
  interface FastifyContextConfig {
    public?: boolean;
    onlyRoles?: readonly Role[];
  }
}

/** Marks a route under /chats that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => RouteConfig({ public: true });

/** Marks a route that is for callers of these roles alone: 403 ROLE_FORBIDDEN to others, before their body is read. */
export const OnlyRole = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  RouteConfig({ onlyRoles: roles });

/** The caller of a REST request, as the authentication hook found it. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!principal) throw new AppError('UNAUTHORIZED');
  return principal;
});

/**
 * Authenticates every request to `basePath` before its body is read, so that the checks come in the contract's order:
 * token, rate, form of headers and ids, gallery, role; the body's form, the room and the meaning come after this hook.
 */
export function registerHttpAuthentication(
  fastify: FastifyInstance,
  basePath: string,
  authenticator: Authenticator,
  rateLimits: RateLimits,
): void {
  const guarded = ({ routeOptions: { url = '', config } }: FastifyRequest): boolean =>
    (url === basePath || url.startsWith(`${basePath}/`)) && config.public !== true;

  const authenticate = async (request: FastifyRequest): Promise<void> => {
    const claims = await identify(request, authenticator, rateLimits);
    await rateLimits.countRequest(claims.userId);
    const requested = request.headers['x-gallery-id'];
    if (requested !== undefined && !isUuid(requested)) throw AppError.invalid('x-gallery-id', 'isUuid');
    checkIds(request.params);
    request.principal = await authenticator.actFor(claims, requested, 'x-gallery-id');
    const { onlyRoles } = request.routeOptions.config;
    if (onlyRoles?.includes(request.principal.role) === false) throw new AppError('ROLE_FORBIDDEN');
  };

  fastify.decorateRequest('principal', null);
  fastify.decorateRequest('authenticatedIn', 0);
  fastify.addHook('onRequest', async (request) => {
    if (!guarded(request)) return;
    const began = performance.now();
    await withDeadline(() => authenticate(request));
    request.authenticatedIn = performance.now() - began;
  });
  // The handler has what is left: both together are one call. Between them is the body, which takes its own time.
  fastify.addHook('preHandler', (request, _reply, done) => withDeadlineAfter(request.authenticatedIn, done));
}

async function identify(
  request: FastifyRequest,
  authenticator: Authenticator,
  rateLimits: RateLimits,
): Promise<TokenClaims> {
  try {
    return await authenticator.identify(bearerToken(request.headers.authorization));
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHORIZED')
      await rateLimits.countFailedAuthentication(request.ip);
    throw error;
  }
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1];
}

/** Every id in a path is a UUID; kept in lower case, so that two spellings of one id are one id. */
function checkIds(params: unknown): void {
  const ids = (params ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(ids)) {
    if (!isUuid(value)) throw AppError.invalid(name, 'isUuid');
    ids[name] = value.toLowerCase();
  }
}
