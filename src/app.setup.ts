import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { Authenticator, registerHttpAuthentication } from './auth/index.js';
import {
  answerClientErrors,
  boundedAnswers,
  HttpErrorFilter,
  registerBodyParsers,
  upgrades,
} from './common/http/index.js';
import { AppError, InputPipe, newId } from './common/index.js';
import type { AppConfig } from './config/index.js';
import { LIMITS } from './contracts/index.js';
import { setupDocs } from './docs/index.js';
import { AppLogger, loggerOptions, registerRequestLog } from './app.logging.js';
import { Metrics, registerHttpMetrics } from './metrics/index.js';
import { RateLimits } from './rate-limits/index.js';
import { RealtimeAdapter } from './realtime/index.js';
import { Shutdown } from './shutdown/index.js';
import { registerWebPage } from './web-page/index.js';

/** Milliseconds. Headers that come slower than this are an attack; a body may be a video over a phone. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 300_000;
/** A connection under way on which nothing moves, in either direction; a long poll waits for 25 seconds. */
const IDLE_TIMEOUT = 60_000;
const KEEP_ALIVE_TIMEOUT = 72_000;
/** A path parameter this long is still answered as a malformed id rather than as an unknown path. */
const MAX_PARAM_LENGTH = 4_096;
/**
 * Connections that may wait to be accepted. All clients of a node that ended come to the others in one moment; beyond
 * Node's own 511 the kernel would drop them, and they would knock again a second later. The kernel has a limit too
 * (`net.core.somaxconn`, 4,096 on Linux).
 */
const BACKLOG = 4_096;

/** Takes connections. @param port 0 for any that is free */
export const listen = (app: NestFastifyApplication, port: number, host: string): Promise<unknown> =>
  app.listen({ port, host, backlog: BACKLOG });

/** Builds the application, ready to listen: shared by `main.ts` and the tests. */
export async function createApp(config: AppConfig): Promise<NestFastifyApplication> {
  const errors = new HttpErrorFilter(config.defaultLocale);
  const adapter = createAdapter(config, errors);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(config), adapter, {
    bodyParser: false,
    bufferLogs: true,
    // A start that fails is told once, by who called: the framework would print a stack for a setting at fault.
    abortOnError: false,
    autoFlushLogs: false,
  });
  app.useLogger(new AppLogger(await app.resolve(PinoLogger), loggerOptions(config)));
  app.flushLogs();
  app.useGlobalFilters(errors);
  app.useGlobalPipes(new InputPipe());
  if (config.apiPrefix !== '') {
    app.setGlobalPrefix(config.apiPrefix, { exclude: ['health', 'health/*path', 'metrics', 'docs/events'] });
  }

  const fastify = app.getHttpAdapter().getInstance();
  registerHeaders(fastify, app.get(Shutdown));
  registerOrderlyClose(fastify);
  registerOrigins(app, fastify, config.corsOrigins, errors);
  const basePath = config.apiPrefix === '' ? '/chats' : `/${config.apiPrefix}/chats`;
  registerHttpAuthentication(fastify, basePath, app.get(Authenticator), app.get(RateLimits));
  registerBodyParsers(fastify);
  await fastify.register(multipart);
  registerHttpMetrics(fastify, app.get(Metrics));
  registerRequestLog(fastify, await app.resolve(PinoLogger));
  setupDocs(app);
  await registerWebPage(fastify, config, errors);

  app.useWebSocketAdapter(new RealtimeAdapter(app));
  return app;
}

function createAdapter(config: AppConfig, errors: HttpErrorFilter): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    connectionTimeout: IDLE_TIMEOUT,
    http: {
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: 2_000,
      ServerResponse: boundedAnswers(),
      ...upgrades,
    },
    clientErrorHandler: answerClientErrors(config.defaultLocale),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    // A request that comes in on a standing connection while the server closes is served like the others under way.
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }: IncomingMessage) => acceptableId(headers['x-request-id']) ?? newId(),
    // A URL that cannot be decoded fails before any filter of Nest's.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      errors.answer(error, request, reply),
  });
}

/** A gateway's request id is kept when it is fit for a log. */
const acceptableId = (id: string | string[] | undefined): string | undefined =>
  typeof id === 'string' && /^[\w.:-]{1,64}$/.test(id) ? id : undefined;

function registerHeaders(fastify: FastifyInstance, shutdown: Shutdown): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });
  // A gateway keeps connections for its next requests: these are to go to another node.
  fastify.addHook('onSend', async (_request, reply) => {
    if (shutdown.begun) reply.header('connection', 'close');
  });
}

/**
 * A connection whose request is under way when the server closes is kept alive after its answer, and would hold the
 * process up until it times out: it is closed as soon as it is idle.
 */
function registerOrderlyClose(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    const timer = setInterval(() => fastify.server.closeIdleConnections(), 50);
    fastify.server.once('close', () => clearInterval(timer));
    done();
  });
}

function registerOrigins(
  app: NestFastifyApplication,
  fastify: FastifyInstance,
  origins: string[],
  errors: HttpErrorFilter,
): void {
  app.enableCors({
    // A list would answer another origin's preflight too, only without the header that allows it.
    origin: (origin, allow) => allow(null, origin !== undefined && origins.includes(origin)),
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'accept-language', 'x-gallery-id', 'x-request-id'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: 600,
  });
  // A preflight of a listed origin has been answered by now; this one is not listed. The route that the CORS plugin
  // keeps for preflights is outside of Nest's error handling, so the answer is given here.
  fastify.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (request.method !== 'OPTIONS' || origin === undefined || origins.includes(origin)) return undefined;
    errors.answer(new AppError('ORIGIN_FORBIDDEN'), request, reply);
    return reply;
  });
}
