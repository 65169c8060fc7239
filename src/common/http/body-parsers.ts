import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors/index.js';
import { assertPlainJson } from '../validation/index.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads `multipart/form-data` itself. */
    multipart?: boolean;
  }
}

/**
 * JSON is the only body that is parsed; an empty body is no body, whatever its content type. What JSON allows but the
 * service cannot take is refused here, before anything walks through it.
 */
export function registerBodyParsers(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'ignore');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '') return done(null, undefined);
    return parseJson(request, text, (error, value: unknown) => {
      if (error) return done(new AppError('INVALID_JSON', { cause: error }));
      try {
        assertPlainJson(value);
        return done(null, value);
      } catch (refusal) {
        return done(refusal as AppError);
      }
    });
  });
  fastify.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) =>
    body.length === 0 ? done(null, undefined) : done(new AppError('UNSUPPORTED_MEDIA_TYPE')),
  );
  // The multipart plugin has a parser of its own, which would let such a body pass everywhere.
  fastify.addHook('preValidation', async (request) => {
    const multipart = request.headers['content-type']?.toLowerCase().startsWith('multipart/') === true;
    if (multipart && hasBody(request.headers) && request.routeOptions.config.multipart !== true) {
      throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    }
  });
}

const hasBody = (headers: { 'content-length'?: string; 'transfer-encoding'?: string }): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
