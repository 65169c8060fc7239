/** A hash: person → for how many galleries they are there, on any node. */
export const PEOPLE_KEY = 'chat:attendance:people';

/**
 * What happens in Redis, each script at once and as a whole. The clock is Redis's own, so that the clocks of the nodes
 * do not matter.
 *
 * `…:leases`        sorted set: node → until when what it holds counts, in milliseconds
 * `…:topic:{topic}` hash: member → the nodes that hold a place for them, separated by spaces
 * `…:node:{node}`   set: "topic member" of everything that the node holds
 * `…:people`        see above; kept together with the topics, so that it is right whenever they are
 * `…:swept:{node}`  stands after others gave back what the node held
 */
const COMMON = `
local LEASES = 'chat:attendance:leases'
local function topicKey(topic) return 'chat:attendance:topic:' .. topic end
local function nodeKey(node) return 'chat:attendance:node:' .. node end
local function sweptKey(node) return 'chat:attendance:swept:' .. node end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local known = {}
local function lives(node)
  if known[node] == nil then
    local lease = redis.call('ZSCORE', LEASES, node)
    known[node] = lease ~= false and tonumber(lease) > now
  end
  return known[node]
end

-- The living nodes that hold the place, but this one.
local function others(topic, member, node)
  local found = {}
  for holder in string.gmatch(redis.call('HGET', topicKey(topic), member) or '', '%S+') do
    if holder ~= node and lives(holder) then found[#found + 1] = holder end
  end
  return found
end

local function count(topic, member, change)
  if string.sub(topic, 1, 8) ~= 'gallery:' then return end
  if redis.call('HINCRBY', '${PEOPLE_KEY}', member, change) <= 0 then redis.call('HDEL', '${PEOPLE_KEY}', member) end
end

local function write(topic, member, holders)
  if #holders == 0 then
    if redis.call('HDEL', topicKey(topic), member) == 1 then count(topic, member, -1) end
  elseif redis.call('HSET', topicKey(topic), member, table.concat(holders, ' ')) == 1 then
    count(topic, member, 1)
  end
end
`;

/** node, then topic and member of each place. Answers for each 1 when no other node held it, else 0. */
export const HOLD = `${COMMON}
local node = ARGV[1]
local first = {}
for i = 2, #ARGV, 2 do
  local topic, member = ARGV[i], ARGV[i + 1]
  local holders = others(topic, member, node)
  first[#first + 1] = #holders == 0 and 1 or 0
  holders[#holders + 1] = node
  write(topic, member, holders)
  redis.call('SADD', nodeKey(node), topic .. ' ' .. member)
end
return first`;

/** node, topic, member. Answers how many other nodes hold the place. */
export const RELEASE = `${COMMON}
local node, topic, member = ARGV[1], ARGV[2], ARGV[3]
local holders = others(topic, member, node)
write(topic, member, holders)
redis.call('SREM', nodeKey(node), topic .. ' ' .. member)
return #holders`;

/** Topics. Answers for each the members that a living node holds a place for. */
export const MEMBERS = `${COMMON}
local answer = {}
for i, topic in ipairs(ARGV) do
  local members = {}
  local places = redis.call('HGETALL', topicKey(topic))
  for j = 1, #places, 2 do
    for holder in string.gmatch(places[j + 1], '%S+') do
      if lives(holder) then
        members[#members + 1] = places[j]
        break
      end
    end
  end
  answer[i] = members
end
return answer`;

/**
 * node, milliseconds of a lease. Renews it, and answers what became of the one before: `kept`, `lapsed` (others may have
 * told that its people are gone) or `unknown` (a new node, or Redis has lost everything).
 */
export const RENEW = `${COMMON}
local node = ARGV[1]
local swept = redis.call('DEL', sweptKey(node))
local lease = redis.call('ZSCORE', LEASES, node)
redis.call('ZADD', LEASES, now + tonumber(ARGV[2]), node)
if swept == 1 or (lease and tonumber(lease) <= now) then return 'lapsed' end
return lease and 'kept' or 'unknown'`;

/**
 * Milliseconds of a lease, a number of places. Gives back that many places of a node whose lease has lapsed: whoever
 * comes first does. Answers nil when there is no such node, else when it last renewed and topic and member of each
 * place that nobody holds any more.
 */
export const SWEEP = `${COMMON}
local node = redis.call('ZRANGEBYSCORE', LEASES, '-inf', now, 'LIMIT', 0, 1)[1]
if not node then return nil end
local renewed = tonumber(redis.call('ZSCORE', LEASES, node)) - tonumber(ARGV[1])
local gone = { string.format('%.0f', renewed) }
for _, place in ipairs(redis.call('SPOP', nodeKey(node), ARGV[2])) do
  local topic, member = string.match(place, '^(%S+) (%S+)$')
  -- Of two nodes that were lost together only one had them last.
  local there = redis.call('HEXISTS', topicKey(topic), member) == 1
  local holders = others(topic, member, node)
  write(topic, member, holders)
  if there and #holders == 0 then
    gone[#gone + 1] = topic
    gone[#gone + 1] = member
  end
end
if redis.call('EXISTS', nodeKey(node)) == 0 then
  redis.call('ZREM', LEASES, node)
  redis.call('SET', sweptKey(node), 1, 'EX', 3600)
end
return gone`;
