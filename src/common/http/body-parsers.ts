import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../errors/index.js';
import { assertPlainJson } from '../validation/index.js';
import { drain } from './drain.js';

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
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    // What is not UTF-8 would be stored as other text than was sent.
    if (!isUtf8(body)) return done(new AppError('INVALID_JSON'));
    return parseJson(request, body.toString(), (error, value: unknown) => {
      if (error) return done(new AppError('INVALID_JSON', { cause: error }));
      try {
        assertPlainJson(value);
        return done(null, value);
      } catch (refusal) {
        return done(refusal as AppError);
      }
    });
  });
  fastify.addContentTypeParser('*', async (_request: unknown, body: Readable) => {
    if (!(await isEmpty(body))) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    return undefined;
  });
  // Whether a body is there is seen by reading it, not by what its type says. A type that Fastify would refuse unread,
  // or leave unread as the multipart plugin does everywhere, is taken away so that the parser above looks.
  fastify.addHook('preParsing', async ({ headers, routeOptions }) => {
    if (routeOptions.config.multipart !== true && !isJson(headers['content-type']))
      delete headers['content-type'];
  });
  // Called with what is refused before a controller has it. Fastify closes the connection when it was the body.
  fastify.addHook('onError', async ({ raw }, reply) => {
    reply.removeHeader('connection');
    drain(raw);
  });
}

const isJson = (contentType = ''): boolean => /^\s*application\/json\s*(;|$)/i.test(contentType);

/** Reads until the first byte or the end; the rest, if any, is let pass unread. */
const isEmpty = (body: Readable): Promise<boolean> =>
  new Promise((resolve) => {
    body.once('data', () => resolve(false));
    body.once('end', () => resolve(true));
    // Its sender went away before it was whole.
    body.once('error', () => resolve(false));
  });
