-- ARGV[4]: '1' when X counted the call, or may have. After it, for each of X's three limits, what is left and until when.
local id, account, now, counted = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1'
local open = false
for _, scope in ipairs({ account, 'app' }) do
  open = redis.call('ZREM', P .. 'places-open:' .. scope, id) == 1 or open
  if not counted then
    redis.call('ZREM', P .. 'places:' .. scope, id)
  end
end
redis.call('HDEL', P .. 'places-costs', id)

local function note(scope, prefix, remaining, reset)
  local key = P .. 'places-seen:' .. scope
  if remaining == '' then
    if open and counted then
      countedUnseen(key, prefix, now)
    end
    return
  end
  local known = redis.call('HMGET', key, prefix .. 'remaining', prefix .. 'reset')
  local before, until_ = tonumber(known[1]), tonumber(known[2])
  -- Answers overtake each other: within one window the smaller number is the newer one.
  if until_ and (until_ > tonumber(reset) or (until_ == tonumber(reset) and before <= tonumber(remaining))) then
    return
  end
  redis.call('HSET', key, prefix .. 'remaining', remaining, prefix .. 'reset', reset)
  redis.call('PEXPIRE', key, ARGV[5])
end

note(account, '', ARGV[6], ARGV[7])
note(account, 'day-', ARGV[8], ARGV[9])
note('app', 'day-', ARGV[10], ARGV[11])
return 1
