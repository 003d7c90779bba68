local user, window, now = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'responder:' .. user
if field(key, 'leftWith') == window then
  return 1
end
local state = field(key, 'state')
redis.call('HSET', key, 'state', 'left', 'leftWith', window, 'leftAt', now, 'pausedUntil', '', 'request', '',
  'profile', '')
redis.call('SREM', P .. 'responders', user)
untouch('pause:' .. user)
touch('leaving:' .. user, now)
count('responders.left')
audit(now, user, 'responder-left', '', '', state)
return 1
