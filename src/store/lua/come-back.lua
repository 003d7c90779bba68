-- ARGV[2]: 1: by the clock, when the pause was to end.
local user, onlyDue, now = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'responder:' .. user
local state, untilWhen = field(key, 'state'), field(key, 'pausedUntil')
if state == 'enrolled' then
  return 'back'
end
if state ~= 'paused' then
  return 'not-enrolled'
end
if onlyDue == '1' and (untilWhen == '' or tonumber(untilWhen) > tonumber(now)) then
  return 'paused'
end
redis.call('HSET', key, 'state', 'enrolled', 'pausedUntil', '')
untouch('pause:' .. user)
count('responders.back')
audit(now, onlyDue == '1' and 'auto' or user, 'responder-back', '', '', user)
return 'back'
