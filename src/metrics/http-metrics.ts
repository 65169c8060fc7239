import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';

/** Measures every request. To be called before routes are added, as Fastify's hooks need. */
export function registerHttpMetrics(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    metrics.httpAnswered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (request.errorCode !== undefined) metrics.errorAnswered(request.errorCode, 'http');
    done();
  });
}
