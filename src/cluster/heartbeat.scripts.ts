/** A sorted set: node id → its last heartbeat in milliseconds of Redis' clock, negative once it left in order. */
export const NODES_KEY = 'chat:nodes';

const NOW = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Milliseconds for which a node that ended is kept, so that every other one sees how it ended. */
const KEPT = 60_000;

/** Says that the node ARGV[1] runs. Gives the time, and every node with its score. */
export const HEARTBEAT = `
  ${NOW}
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], ${KEPT} - now, now - ${KEPT})
  return { now, redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES') }`;

/** Says that the node ARGV[1] ends. */
export const LEAVE = `
  ${NOW}
  redis.call('ZADD', KEYS[1], -now, ARGV[1])
  return now`;
