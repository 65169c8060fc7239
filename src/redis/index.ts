export { RedisConnection } from './redis-connection.js';
export { RedisModule } from './redis.module.js';
export { RedisReturned } from './redis.events.js';
