import type { Params } from 'nestjs-pino';
import type { AppConfig } from './config/index.js';

/** Paths that are asked every few seconds and say nothing new. */
const SILENT = /^\/(health|metrics)(\/|$)/;

interface LoggedRequest {
  id: string;
  method: string;
  url: string;
}

/** A query can hold a token that somebody put there by mistake: only the path is logged, and no header. */
const pathOf = (url: string): string => url.split('?')[0] ?? '';

/** Structured logs: one line for each request, with its id; no tokens, headers, bodies or queries. */
export const loggerOptions = (config: AppConfig): Params => ({
  pinoHttp: {
    level: config.logLevel,
    genReqId: (request) => (request as unknown as { id: string }).id,
    autoLogging: { ignore: ({ url = '' }) => SILENT.test(url) },
    customLogLevel: (_request, { statusCode }, error) =>
      error !== undefined || statusCode >= 500 ? 'error' : statusCode >= 400 ? 'warn' : 'info',
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, url }: LoggedRequest) => ({ id, method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
  },
});
