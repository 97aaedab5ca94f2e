-- What a pool holds now, for a person who looks at it. It changes nothing.
--
-- KEYS  as in step.lua
-- ARGV  1 calls
--
-- Values under these keys are not trusted: what is longer or more than a process writes is left out here, so that no
-- reader takes memory for it.

local ENDED, HELD, WANTS, NARROWED = KEYS[1], KEYS[2], KEYS[4], KEYS[5]
local MOST_HOLDERS, LONGEST = 4096, 200

-- The pairs of a list that are short. A value that is not there is false.
local function short(list)
  local found = {}
  for i = 1, #list, 2 do
    local name, value = list[i], list[i + 1]
    if value and #name <= LONGEST and #value <= LONGEST then
      found[#found + 1] = name
      found[#found + 1] = value
    end
  end
  return found
end

if redis.call('HLEN', HELD) > MOST_HOLDERS or redis.call('HLEN', WANTS) > MOST_HOLDERS then
  return redis.error_reply('ODC more than ' .. MOST_HOLDERS .. ' processes in one pool')
end
local values = redis.call('HMGET', NARROWED, 'by', 'since', 'until')
return {
  short(redis.call('ZRANGE', ENDED, 0, ARGV[1], 'WITHSCORES')),
  short(redis.call('HGETALL', HELD)),
  short(redis.call('HGETALL', WANTS)),
  short({'by', values[1], 'since', values[2], 'until', values[3]}),
  redis.call('TIME'),
}
