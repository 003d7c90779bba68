-- How a surge stands now: it calms when few come for a while, and is over when nothing folded is left.
local channel, now, spacing = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local foldAbove, calmBelow, calmFor, tends = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local surge = P .. 'surge:' .. channel
local state = field(surge, 'state')
if state == '' then
  return {}
end
local minute, known = math.floor(now / 60000), tonumber(field(surge, 'minute')) or 0
local last, this = tonumber(field(surge, 'last')) or 0, tonumber(field(surge, 'this')) or 0
if minute == known + 1 then
  last, this = this, 0
elseif minute ~= known then
  last, this = 0, 0
end
local rate = math.floor(last * (1 - (now % 60000) / 60000) + this + 0.5)
local waits = (lastTurn(channel, now) - now) / spacing
if tends == '1' then
  redis.call('HSET', surge, 'shownAt', now)
  if state == 'on' and (rate >= calmBelow or waits >= foldAbove) then
    redis.call('HDEL', surge, 'calmSince')
  elseif state == 'on' then
    redis.call('HSETNX', surge, 'calmSince', now)
    if now - tonumber(field(surge, 'calmSince')) >= calmFor then
      state = 'calm'
      redis.call('HSET', surge, 'state', state)
      audit(now, 'auto', 'surge-calmed', '', '', channel)
    end
  end
  if state == 'calm' and redis.call('ZCARD', P .. 'folded:' .. channel) == 0 then
    state = 'over'
    redis.call('HSET', surge, 'state', state, 'endedAt', now)
    for group = 1, tonumber(field(surge, 'groups')) do
      redis.call('DEL', P .. 'surge-group:' .. channel .. ':' .. group, P .. 'surge-left:' .. channel .. ':' .. group)
    end
    redis.call('DEL', P .. 'surge-bands:' .. channel, P .. 'surge-groups:' .. channel)
    audit(now, 'auto', 'surge-over', '', '', channel)
  end
end
local flat = redis.call('HGETALL', surge)
for _, value in ipairs({ 'rate', rate, 'left', redis.call('ZCARD', P .. 'folded:' .. channel), 'groupsLeft',
  redis.call('ZCARD', P .. 'surge-groups:' .. channel) }) do
  flat[#flat + 1] = tostring(value)
end
return flat
