-- One step of the rate budget in one pool, as odc-budget describes it (StepRequest, StepResult), in the server's own time.
--
-- KEYS  1 ended    sorted set: "holder:number" of each send of the last window, by the time when it ended (ms)
--       2 held     hash: holder -> "under way:spare:last heard of (ms)"
--       3 queue    sorted set: holder, by the time when its first caller came, or it got a place after that (ms)
--       4 wants    hash: holder -> "places wanted:callers waiting:forgotten at (ms):round of its next place"
--       5 narrowed hash: by, since, until (ms): what 429s have done
--       6 born     string: "time (ms)-holder" of the holder that found the store empty
-- ARGV  1 holder, 2 calls, 3 window (ms), 4 lease (ms), 5 settled (ms), 6 under way, 7 spare, 8 wanted, 9 more, 10 before,
--       11 waiting, 12 waited (ms), 13 "1" when it comes before all others, 14 number and 15 age (ms) of the last send
--       that was reported to the store, or 0, 16 number of 429s, then each one's age and pause (ms), then number and
--       age (ms) of each send that has ended
--
-- Values under these keys are not trusted: a value in another form counts as the smallest one, and no value admits more
-- calls than ARGV allows.

local ENDED, HELD, QUEUE, WANTS, NARROWED, BORN = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local POOL_LIFE, BORN_LIFE = 1300000, 604800000
local LONGEST_PAUSE, LONGEST_WAIT, BURST, CAUTION, GRACE = 600000, 3600000, 1000, 20000, 2000
local MOST_HOLDERS, MOST_SETTLED, FIRST_ROUND = 4096, 1000, 1e6

local function number(text, least, most)
  local value = tonumber(text)
  if not value or value ~= value or value < least then return least end
  if value > most then return most end
  return math.floor(value)
end

local function whole(value) return string.format('%.0f', value) end

local now = clock()
local holder = ARGV[1]
local calls, window, lease = number(ARGV[2], 0, 1e6), number(ARGV[3], 1, 1e9), number(ARGV[4], 1, 1e9)
local settled = number(ARGV[5], 0, lease)
local under_way, spare = number(ARGV[6], 0, 1e6), number(ARGV[7], 0, 1e6)
local wanted, more = number(ARGV[8], 0, 1e6), number(ARGV[9], 0, 1e6)
local before, waiting, waited = number(ARGV[10], 0, 1e6), number(ARGV[11], 0, 1e6), number(ARGV[12], 0, 1e9)
local comes_first = ARGV[13] == '1'
local is_head = wanted > 0 and before == 0 and waiting > 0 and not comes_first

-- The first process that finds the store empty begins a generation. The script then admits a quarter of the calls, and all
-- of them after 20 seconds: other processes may have sent much, and have to report it again.
local born = redis.call('GET', BORN)
if not born or #born > 200 then
  born = whole(now) .. '-' .. holder
  redis.call('SET', BORN, born)
end
redis.call('PEXPIRE', BORN, BORN_LIFE)
local age = now - number(string.match(born, '^(%d+)-'), 0, 1e15)

-- Drops the sends that are older than the window. Of the others, only as many as the limit are needed: the newest.
redis.call('ZREMRANGEBYRANK', ENDED, 0, -(math.max(calls, 1) + 1))
redis.call('ZREMRANGEBYSCORE', ENDED, '-inf', whole(now - window))
for _, member in ipairs(redis.call('ZRANGEBYSCORE', ENDED, '(' .. whole(now), '+inf')) do
  -- This was written when the clock was ahead.
  redis.call('ZADD', ENDED, whole(now), member)
end
-- Whether the last reported send of this process is missing. With `calls` sends or more, it may have been
-- dropped above.
local function lost()
  if ARGV[14] == '0' or number(ARGV[15], 0, 1e9) + 1000 >= window then return 0 end
  if redis.call('ZCARD', ENDED) >= calls or redis.call('ZSCORE', ENDED, holder .. ':' .. ARGV[14]) then return 0 end
  return 1
end
local has_lost = lost()

local function too_many()
  return redis.error_reply('ODC more than ' .. MOST_HOLDERS .. ' processes in one pool')
end
if redis.call('HLEN', HELD) > MOST_HOLDERS or redis.call('ZCARD', QUEUE) > MOST_HOLDERS then return too_many() end

-- The places that the processes hold. Those of a silent process are free. Its sends under way count as ended, since a
-- live process would have sent another step. It may report later when exactly they ended.
local held, spares, holders, knows_us = 0, 0, 0, false
local settled_left = math.min(calls, MOST_SETTLED)
local list = redis.call('HGETALL', HELD)
for i = 1, #list, 2 do
  local name = list[i]
  local u, s, h = string.match(list[i + 1], '^(%d+):(%d+):(%d+)$')
  local heard = number(h, 0, 1e15)
  if name == holder then
    knows_us = u ~= nil
  elseif not u then
    redis.call('HDEL', HELD, name)
  else
    u, s = number(u, 0, calls), number(s, 0, calls)
    if heard > now then
      heard = now
      redis.call('HSET', HELD, name, u .. ':' .. s .. ':' .. whole(now))
    end
    if now - heard >= lease then
      redis.call('HDEL', HELD, name)
      if now - heard - settled < window then
        -- More than the limit are not needed.
        local most = math.min(u, settled_left)
        settled_left = settled_left - most
        for sent = 1, most do
          redis.call('ZADD', ENDED, whole(heard + settled), name .. ':settled:' .. sent)
        end
      end
    else
      held = held + u + s
      spares = spares + s
      holders = holders + 1
    end
  end
end
if not knows_us and redis.call('HLEN', HELD) >= MOST_HOLDERS then return too_many() end

-- The 429s and the ended sends that this process reports.
local at = 17
local refusals = number(ARGV[16], 0, 1000)
local refused = {}
for _ = 1, refusals do
  refused[#refused + 1] = {number(ARGV[at], 0, 1e9), number(ARGV[at + 1], 0, LONGEST_PAUSE)}
  at = at + 2
end
if not knows_us and (under_way > 0 or at <= #ARGV or redis.call('ZSCORE', ENDED, holder .. ':settled:1')) then
  -- The process was silent, and is alive. It reports when its sends ended, or has never received its places. So the
  -- sends that were assumed for it are removed.
  local names = {}
  for sent = 1, math.min(calls, MOST_SETTLED) do names[sent] = holder .. ':settled:' .. sent end
  if #names > 0 then redis.call('ZREM', ENDED, unpack(names)) end
end
while at < #ARGV do
  local ago = number(ARGV[at + 1], 0, 1e9)
  if ago < window then
    redis.call('ZADD', ENDED, whole(now - ago), holder .. ':' .. ARGV[at])
  end
  at = at + 2
end
redis.call('ZREMRANGEBYRANK', ENDED, 0, -(math.max(calls, 1) + 1))

-- 429s: each narrows the pool by a quarter for everybody; a twentieth comes back with every half window.
local twentieth, half = math.max(math.floor(calls / 20), 1), math.max(math.floor(window / 2), 1)
local values = redis.call('HMGET', NARROWED, 'by', 'since', 'until')
local by, since = number(values[1], 0, math.max(calls - 1, 0)), number(values[2], 0, 1e15)
local pause_end, has_changed = number(values[3], 0, 1e15), refusals > 0
if since > now then
  -- This was written when the clock was ahead.
  pause_end, since, has_changed = math.max(pause_end - (since - now), 0), now, true
end
if pause_end > now + LONGEST_PAUSE then
  -- No 429 can have made this pause.
  pause_end, has_changed = 0, true
end
local function narrowed_by(time)
  return math.max(by - twentieth * math.floor(math.max(time - since, 0) / half), 0)
end
for _, one in ipairs(refused) do
  local time = now - one[1]
  pause_end = math.max(pause_end, time + one[2])
  local narrow = narrowed_by(time)
  if narrow == 0 or time - since >= BURST then
    by = math.min(narrow + math.max(math.floor((calls - narrow) / 4), 1), math.max(calls - 1, 0))
    since = time
  end
end
if has_changed then
  redis.call('HSET', NARROWED, 'by', whole(by), 'since', whole(since), 'until', whole(pause_end))
end
local admitted = math.max(calls - narrowed_by(now), 1)
local quarter, is_young = math.ceil(calls / 4), age >= 0 and age < CAUTION
if is_young then
  admitted = math.max(math.min(admitted, quarter + math.floor((calls - quarter) * age / CAUTION)), 1)
end

-- The queue. Each process gets one place a round, so that all get equally many, however many callers each has. In a
-- round the process whose first caller came first is first. A process that joins the queue gets the round in which it
-- has had as many places of this window as the first process in the queue.
local function wants_of(name)
  local w, c, f, r = string.match(redis.call('HGET', WANTS, name) or '', '^(%d+):(%d+):(%d+):(%d+)$')
  local forgotten = number(f, 0, 1e15)
  if not w or forgotten <= now or forgotten > now + 2 * LONGEST_PAUSE then return nil end
  return number(w, 0, 1e6), number(c, 0, 1e6), number(r, 0, 1e12)
end
local _, _, round = wants_of(holder)
if waiting == 0 then
  redis.call('ZREM', QUEUE, holder)
  redis.call('HDEL', WANTS, holder)
elseif is_head then
  local since = redis.call('ZSCORE', QUEUE, holder)
  if not since and redis.call('ZCARD', QUEUE) >= MOST_HOLDERS then return too_many() end
  redis.call('ZADD', QUEUE, whole(math.max(now - waited, number(since, 0, now))), holder)
end
local names, wants, rounds, order, queued, before_us = {}, {}, {}, {}, 0, 1
for _, name in ipairs(redis.call('ZRANGE', QUEUE, 0, -1)) do
  local w, c, r = wants_of(name)
  if name == holder then
    before_us = 0
    queued = queued + waiting
  elseif not w then
    -- The process has not asked again in time.
    redis.call('ZREM', QUEUE, name)
    redis.call('HDEL', WANTS, name)
  else
    queued = queued + c
    local next = #names + 1
    names[next], wants[next], rounds[next], order[next] = name, w, r, before_us
  end
end
local function had(name, holds)
  local sent = 0
  for _, member in ipairs(redis.call('ZRANGE', ENDED, 0, -1)) do
    if string.sub(member, 1, #name + 1) == name .. ':' then sent = sent + 1 end
  end
  return sent + holds
end
if not round then
  round = FIRST_ROUND
  if is_head and names[1] then
    local u, s = string.match(redis.call('HGET', HELD, names[1]) or '', '^(%d+):(%d+):')
    local fewer = had(names[1], number(u, 0, calls) + number(s, 0, calls)) - had(holder, under_way + spare)
    round = math.max(rounds[1] - fewer, 0)
  end
end

-- How many places others get before this process gets its place number `place`. A process outside the queue comes after
-- all.
local function ahead_of(place)
  local ahead = before
  if comes_first then return ahead end
  local until_round = is_head and round + place - 1 or math.huge
  for i = 1, #wants do
    -- A process that is a round ahead got its place before us, and comes before us in the next round, too.
    local is_before = rounds[i] > round and 1 or order[i]
    ahead = ahead + math.max(math.min(until_round - rounds[i] + is_before, wants[i]), 0)
  end
  return ahead
end

-- The decision.
local count = redis.call('ZCARD', ENDED)
local used = count + held + under_way + spare
local room = admitted - used
local granted, ahead = 0, ahead_of(1)
while now >= pause_end and granted < wanted and ahead + granted < room do
  granted = granted + 1
  ahead = ahead_of(granted + 1)
end
local is_alone = before == 0 and queued == waiting and (is_head or waiting == 0)
if granted == wanted and is_alone and now >= pause_end then
  -- Far from the limit a busy process also gets places for later. Near it, each gets only what it wants now.
  local left = room - granted
  if left * 4 > calls then
    granted = granted + math.min(more, math.floor(left / (2 * (holders + 1))))
  end
end
local holds = under_way + spare + granted
if holds > 0 then
  local taken = math.min(granted, wanted)
  redis.call('HSET', HELD, holder, (under_way + taken) .. ':' .. (spare + granted - taken) .. ':' .. whole(now))
else
  redis.call('HDEL', HELD, holder)
end

-- The time when a place is free after `places` others have been taken.
local function free_at(places)
  local time
  if places <= 0 then
    time = now
  elseif places <= count then
    time = tonumber(redis.call('ZRANGE', ENDED, places - 1, places - 1, 'WITHSCORES')[2]) + window
  else
    time = now + window * (1 + math.floor((places - count - 1) / admitted))
  end
  local narrow = narrowed_by(now)
  if places > 0 and narrow > 0 then
    local steps = math.floor((now - since) / half) + math.ceil(places / twentieth)
    time = math.min(time, since + steps * half)
  end
  if is_young and places > 0 and admitted + places <= calls then
    local part = math.max(admitted + places - quarter, 0) / (calls - quarter)
    local grown = now - age + math.ceil(CAUTION * part)
    -- If the store is old enough for these places, its age is not what limits them.
    if grown > now then time = math.min(time, grown) end
  end
  return math.min(math.max(time, pause_end, now), now + LONGEST_WAIT)
end

local short = is_head and granted < wanted
local next_room = free_at(queued + (short and 0 or 1) - room) - now
local ask_again = math.max(free_at(ahead + granted + 1 - room) - now, 1)
if ask_again > (ahead == 0 and 1000 or 20000) then
  -- Places may come earlier, since others give some back. The first in the queue gets those, so it looks most often.
  ask_again = math.min(math.floor(ask_again * 3 / 4), LONGEST_PAUSE)
end
if ahead < spares then
  -- Places that others keep for later come back within seconds, if they are not used.
  ask_again = math.min(ask_again, math.max(math.floor(lease / 2), 1))
end
if is_head then
  local left = waiting - math.min(granted, waiting)
  if left == 0 then
    redis.call('ZREM', QUEUE, holder)
    redis.call('HDEL', WANTS, holder)
    queued = queued - waiting
  else
    queued = queued - waiting + left
    local value = {math.max(wanted - granted, 1), left, whole(now + ask_again + GRACE), whole(round + granted)}
    redis.call('HSET', WANTS, holder, table.concat(value, ':'))
    if granted > 0 then redis.call('ZADD', QUEUE, whole(now), holder) end
  end
end

for i = 1, 5 do redis.call('PEXPIRE', KEYS[i], POOL_LIFE) end
return {granted, ask_again, used + granted, admitted, queued, next_room, born, has_lost}
