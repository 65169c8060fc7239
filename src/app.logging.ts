import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Logger, type Params, type PinoLogger } from 'nestjs-pino';
import { isUuid } from './common/index.js';
import type { AppConfig } from './config/index.js';

/** Paths that are asked every few seconds and say nothing new. */
const SILENT = /^\/(health|metrics)(\/|$)/;

/** What the framework tells of its own start: sixty lines that an operator does not need. */
const START_UP = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'WebSocketsController']);

/** The application's logger, with the framework's start-up lines at the level `debug`. */
export class AppLogger extends Logger {
  override log(message: unknown, ...optional: unknown[]): void {
    if (START_UP.has(String(optional.at(-1)))) this.debug(message, ...optional);
    else super.log(message, ...optional);
  }
}

/** Structured logs. Requests are logged by `registerRequestLog`, so the module's own middleware stays out. */
export const loggerOptions = (config: AppConfig): Params => ({
  pinoHttp: { level: config.logLevel, autoLogging: false },
  forRoutes: [],
});

/** Characters of a path that has no route. */
const MAX_PATH = 100;
/** Where a token begins: the first letters of every JWT's header. The rest of the segment is as good as the token. */
const TOKEN = /eyJ[^/]*/g;

/**
 * Logs one line for each request once it is answered, also when it was refused before any handler saw it. A query or a
 * path can hold a token that somebody put there by mistake: no query is logged, no header, no body, and of a path only
 * its route and the ids that are ones.
 */
export function registerRequestLog(fastify: FastifyInstance, logger: PinoLogger): void {
  logger.setContext('Http');
  fastify.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?')[0] ?? '';
    if (!SILENT.test(path)) {
      const line = {
        requestId: request.id,
        method: request.method,
        path: routeOf(request) ?? withoutTokens(path),
        roomId: roomIdOf(request),
        status: reply.statusCode,
        userId: request.principal?.userId,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      };
      logger[reply.statusCode >= 500 ? 'error' : 'info'](line, 'Request answered');
    }
    done();
  });
}

/** The route's template. One for any path whatever, as for preflights, says nothing. */
const routeOf = ({ routeOptions: { url } }: FastifyRequest): string | undefined =>
  url?.includes('*') === true ? undefined : url;

const withoutTokens = (path: string): string => path.replace(TOKEN, '[token]').slice(0, MAX_PATH);

/** The room that the path names, unless what it names has not the form of an id. */
function roomIdOf({ params }: FastifyRequest): string | undefined {
  const { roomId } = (params ?? {}) as { roomId?: unknown };
  return isUuid(roomId) ? roomId : undefined;
}
