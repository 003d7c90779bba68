-- ARGV[2]: until when; empty: until they say so.
local user, untilWhen, now = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'responder:' .. user
local state = field(key, 'state')
if state ~= 'enrolled' and state ~= 'paused' then
  return 'not-enrolled'
end
if state == 'paused' and field(key, 'pausedUntil') == untilWhen then
  return 'paused'
end
redis.call('HSET', key, 'state', 'paused', 'pausedUntil', untilWhen)
if untilWhen ~= '' then
  touch('pause:' .. user, untilWhen)
end
count('responders.paused')
audit(now, user, 'responder-paused', '', '', untilWhen)
return 'paused'
