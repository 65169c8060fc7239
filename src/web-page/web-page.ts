import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { HttpErrorFilter } from '../common/http/index.js';
import { AppError } from '../common/index.js';
import type { AppConfig } from '../config/index.js';
import { securityHeaders } from './security-headers.js';

/** Their names hold a hash of what is in them: what was fetched once is right for good. */
const HASHED = 'assets';
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Kept, but asked about each time: a new version is seen at the next visit. */
const ASKED_ABOUT = 'no-cache';

/**
 * Serves the files of `WEB_ROOT` from `/` on, to anyone. Routes of the service go first, whatever the folder holds, and a
 * path without a file is an unknown path like any other. To be called after the hooks that all answers go through.
 */
export async function registerWebPage(
  fastify: FastifyInstance,
  { webPage, storage }: AppConfig,
  errors: HttpErrorFilter,
): Promise<void> {
  if (webPage === undefined) return;
  const headers = securityHeaders(storage, webPage.origins);
  const hashed = join(webPage.root, HASHED) + sep;
  // A context of its own, so that what it refuses is answered here.
  await fastify.register(async (page) => {
    // A way out of the folder, a range or a condition that no file meets: there is nothing of that kind here. What the
    // disk fails with is the service's own fault.
    page.setErrorHandler<{ statusCode?: number }>((error, request, reply) => {
      const refused = error.statusCode !== undefined && error.statusCode < 500;
      errors.answer(refused ? new AppError('NOT_FOUND') : error, request, reply);
    });
    await page.register(fastifyStatic, {
      root: webPage.root,
      decorateReply: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers({ ...headers, 'cache-control': path.startsWith(hashed) ? FOR_GOOD : ASKED_ABOUT });
      },
    });
  });
}
