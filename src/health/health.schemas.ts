import { objectOf } from '../common/openapi/index.js';
import type { Check, Liveness, Readiness } from './health.service.js';

const checkSchema = objectOf<Check>({
  status: { type: 'string', enum: ['up', 'down', 'disabled'] },
  latency_ms: { type: ['integer', 'null'], examples: [2] },
});

export const livenessSchema = objectOf<Liveness>({
  status: { type: 'string', enum: ['up'] },
  version: { type: 'string', examples: ['0.1.0'] },
  uptime_seconds: { type: 'integer', examples: [4211] },
});

export const readinessSchema = objectOf<Readiness>({
  status: { type: 'string', enum: ['up', 'degraded', 'down', 'shutting_down'] },
  checks: objectOf<Readiness['checks']>({
    database: checkSchema,
    redis: checkSchema,
    object_store: checkSchema,
    clamav: checkSchema,
  }),
});

export const healthSchema = objectOf<{ live: Liveness; ready: Readiness }>({
  live: livenessSchema,
  ready: readinessSchema,
});
