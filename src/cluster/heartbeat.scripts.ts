/** A sorted set: node id → its last heartbeat in milliseconds of Redis' clock, negative once it left in order. */
export const NODES_KEY = 'chat:nodes';

/** What a node says of itself; it is forgotten soon after the node is. */
export const wordsKey = (nodeId: string): string => `${NODES_KEY}:words:${nodeId}`;

const NOW = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Milliseconds for which a node that ended is kept, so that every other one sees how it ended. */
const KEPT = 60_000;
/** Milliseconds for which what a node says of itself is believed without a new heartbeat. */
const BELIEVED = 5_000;

/** Says that the node ARGV[1] runs, and ARGV[2] of it, unless that is empty. Gives the time, and every node with its score. */
export const HEARTBEAT = `
  ${NOW}
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  if ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2], 'PX', ${BELIEVED}) end
  redis.call('ZREMRANGEBYSCORE', KEYS[1], ${KEPT} - now, now - ${KEPT})
  return { now, redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES') }`;

/** Says that the node ARGV[1] ends. */
export const LEAVE = `
  ${NOW}
  redis.call('ZADD', KEYS[1], -now, ARGV[1])
  redis.call('DEL', KEYS[2])
  return now`;
