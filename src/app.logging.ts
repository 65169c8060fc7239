import type { FastifyInstance } from 'fastify';
import { Logger, type Params, type PinoLogger } from 'nestjs-pino';
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

/**
 * Logs one line for each request once it is answered, also when it was refused before any handler saw it. A query can
 * hold a token that somebody put there by mistake: only the path is logged, and no header or body.
 */
export function registerRequestLog(fastify: FastifyInstance, logger: PinoLogger): void {
  logger.setContext('Http');
  fastify.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?')[0] ?? '';
    if (!SILENT.test(path)) {
      const line = {
        requestId: request.id,
        method: request.method,
        path,
        status: reply.statusCode,
        userId: request.principal?.userId,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      };
      logger[reply.statusCode >= 500 ? 'error' : 'info'](line, 'Request answered');
    }
    done();
  });
}
