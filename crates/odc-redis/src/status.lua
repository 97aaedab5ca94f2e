-- What a pool holds now, for a person who looks at it. It changes nothing.
--
-- KEYS  as in step.lua
-- ARGV  1 calls
--
-- Values under these keys are not trusted: what is longer or more than a process writes is left out here, so that no
-- reader takes memory for it.

local ENDED, HELD, WANTS, NARROWED = KEYS[1], KEYS[2], KEYS[4], KEYS[5]
local MOST_HOLDERS, LONGEST = 4096, 200

local function bounded(key, fields)
  local found = {}
  for _, field in ipairs(fields) do
    local length = #field <= LONGEST and redis.call('HSTRLEN', key, field) or 0
    if length > 0 and length <= LONGEST then
      found[#found + 1] = field
      found[#found + 1] = redis.call('HGET', key, field)
    end
  end
  return found
end

local function all(key)
  return bounded(key, redis.call('HKEYS', key))
end

if redis.call('HLEN', HELD) > MOST_HOLDERS or redis.call('HLEN', WANTS) > MOST_HOLDERS then
  return redis.error_reply('ODC more than ' .. MOST_HOLDERS .. ' processes in one pool')
end
local ended, list = {}, redis.call('ZRANGE', ENDED, 0, ARGV[1], 'WITHSCORES')
for i = 1, #list, 2 do
  if #list[i] <= LONGEST then
    ended[#ended + 1] = list[i]
    ended[#ended + 1] = list[i + 1]
  end
end
return {ended, all(HELD), all(WANTS), bounded(NARROWED, {'by', 'since', 'until'}), redis.call('TIME')}
