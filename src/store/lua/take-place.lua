-- A place for one post: in the account's 15 minutes, in the app's 24 hours and in the day's money; in all of them or in
-- none. A scope is an account's id or `app`. Whoever has to wait stands in the scope's line.
local id, waiter, account, follower, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local perAccount, accountWindow, perApp, appWindow = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local cost, budget, day, nextDay = tonumber(ARGV[10]), ARGV[11], ARGV[12], tonumber(ARGV[13])
local lostAfter, spacing, soon, lateAfter = tonumber(ARGV[14]), tonumber(ARGV[15]), tonumber(ARGV[16]), tonumber(ARGV[17])

local function key(kind, scope)
  return P .. 'places' .. kind .. ':' .. scope
end

if redis.call('ZSCORE', key('', account), id) then
  return { 'taken' }
end

-- Calls that nobody settled: X may have counted them.
local function forgetLost(scope)
  for _, lost in ipairs(redis.call('ZRANGEBYSCORE', key('-open', scope), '-inf', now - lostAfter)) do
    redis.call('ZREM', key('-open', scope), lost)
    redis.call('HDEL', P .. 'places-costs', lost)
    countedUnseen(key('-seen', scope), '', now)
    countedUnseen(key('-seen', scope), 'day-', now)
  end
end

local function forgetLate(scope)
  local due = redis.call('HGETALL', key('-due', scope))
  for i = 1, #due, 2 do
    if due[i] ~= waiter and tonumber(due[i + 1]) < now - lateAfter then
      redis.call('ZREM', key('-line', scope), due[i])
      redis.call('HDEL', key('-due', scope), due[i])
    end
  end
end

-- When somebody before whom `rank` others go may have a place, by our own count.
local function byCount(scope, rank, limit, window)
  redis.call('ZREMRANGEBYSCORE', key('', scope), '-inf', now - window)
  local used = redis.call('ZCARD', key('', scope))
  if used + rank < limit then
    return now
  end
  local round, place = math.floor((used + rank - limit) / math.max(used, 1)), (used + rank - limit) % math.max(used, 1)
  local taken = redis.call('ZRANGE', key('', scope), place, place, 'WITHSCORES')[2] or now
  return tonumber(taken) + window * (round + 1) + 1
end

-- The same by what X said; calls under way may or may not be in its number.
local function bySeen(scope, rank, prefix)
  local seen = redis.call('HMGET', key('-seen', scope), prefix .. 'remaining', prefix .. 'reset')
  local remaining, reset = tonumber(seen[1]), tonumber(seen[2])
  if not remaining or reset <= now then
    return now
  end
  if rank < remaining - redis.call('ZCARD', key('-open', scope)) then
    return now
  end
  if rank < remaining then
    return now + soon
  end
  return reset + (rank - remaining) * spacing
end

local function stand(scope, at)
  redis.call('ZADD', key('-line', scope), 'NX', now, waiter)
  redis.call('HSET', key('-due', scope), waiter, at)
  redis.call('PEXPIRE', key('-line', scope), 2 * appWindow)
  redis.call('PEXPIRE', key('-due', scope), 2 * appWindow)
end

-- When this reply may go by this scope; `now`: at once.
local function turnIn(scope, limit, window)
  forgetLost(scope)
  forgetLate(scope)
  local due = tonumber(redis.call('HGET', key('-due', scope), waiter) or '0')
  if due > now then
    return due
  end
  local rank = redis.call('ZRANK', key('-line', scope), waiter)
  local at
  if rank then
    at = now
  else
    rank, at = redis.call('ZCARD', key('-line', scope)), now
    for _, other in ipairs(redis.call('HVALS', key('-due', scope))) do
      at = math.max(at, tonumber(other) + spacing)
    end
  end
  at = math.max(at, byCount(scope, rank, limit, window), bySeen(scope, rank, ''), bySeen(scope, rank, 'day-'))
  if at > now then
    stand(scope, at)
  end
  return at
end

local function sum(values)
  local all = 0
  for _, value in ipairs(values) do
    all = all + tonumber(value)
  end
  return all
end

local function turnForMoney()
  if budget == '' then
    return now
  end
  local due = tonumber(redis.call('HGET', key('-due', 'money'), waiter) or '0')
  if due > now then
    return due
  end
  forgetLate('money')
  local spent = sum(redis.call('HVALS', P .. 'spent:' .. day))
  if spent + cost > tonumber(budget) then
    local before = redis.call('ZRANK', key('-line', 'money'), waiter) or redis.call('ZCARD', key('-line', 'money'))
    local at = nextDay + before * spacing
    stand('money', at)
    return at
  end
  -- Calls under way are not counted as spent yet, and may come to nothing.
  local open = sum(redis.call('HVALS', P .. 'places-costs'))
  return spent + open + cost > tonumber(budget) and now + soon or now
end

local at, because = turnIn(account, perAccount, accountWindow), 'account'
local function later(other, name)
  if other > at then
    at, because = other, name
  end
end
if follower ~= '' then
  later(turnIn(follower, perAccount, accountWindow), 'follower')
end
later(turnIn('app', perApp, appWindow), 'app')
later(turnForMoney(), 'money')
if at > now then
  return { 'wait', tostring(at), because }
end

for _, scope in ipairs({ account, 'app', 'money', follower }) do
  redis.call('ZREM', key('-line', scope), waiter)
  redis.call('HDEL', key('-due', scope), waiter)
end
for scope, window in pairs({ [account] = accountWindow, app = appWindow }) do
  redis.call('ZADD', key('', scope), now, id)
  redis.call('PEXPIRE', key('', scope), window)
  redis.call('ZADD', key('-open', scope), now, id)
  redis.call('PEXPIRE', key('-open', scope), appWindow)
end
redis.call('HSET', P .. 'places-costs', id, cost)
return { 'taken' }
