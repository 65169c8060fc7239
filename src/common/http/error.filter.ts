import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../contracts/index.js';
import { chooseLocale, failure, toAppError } from '../errors/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request was refused with, for those who count. */
    errorCode?: ErrorCode;
  }
}

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  constructor(private readonly defaultLocale: 'tr' | 'en') {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = toAppError(thrown);
    request.errorCode = error.code;
    if (error.status >= 500) {
      const details = { err: error.cause ?? error, code: error.code, requestId: request.id };
      this.logger.error(details, 'A request failed');
    }
    if (reply.sent) return;
    if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
    const locale = chooseLocale(request.headers['accept-language'], this.defaultLocale);
    void reply
      .status(error.status)
      .headers({ 'content-type': 'application/json; charset=utf-8', 'x-request-id': request.id })
      .send(failure(error, locale, request.id));
  }
}
