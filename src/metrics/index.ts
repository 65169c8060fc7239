export { registerHttpMetrics } from './http-metrics.js';
export { Metrics } from './metrics.js';
export { MetricsModule } from './metrics.module.js';
export { registerSocketMetrics } from './socket-metrics.js';
