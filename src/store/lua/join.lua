local user, window, asks, version, wishes, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = P .. 'responder:' .. user
if field(key, 'window') == window then
  return field(key, 'windowDid')
end
local state = field(key, 'state')
local did = 'changed'
if state == '' or state == 'left' or state == 'declined' then
  did = asks == '1' and 'asked' or 'joined'
  state = asks == '1' and 'asked' or 'enrolled'
  redis.call('HSET', key, 'state', state, 'joinedAt', now, 'pausedUntil', '', 'decision', '', 'decidedBy', '',
    'decidedAt', '', 'reason', '', 'request', asks == '1' and window or '')
  redis.call('SADD', P .. 'responders', user)
  count('responders.' .. did)
end
if version ~= '' and field(key, 'rulesVersion') ~= version then
  redis.call('HSET', key, 'rulesVersion', version, 'acceptedAt', now)
end
redis.call('HSET', key, 'wishes', wishes, 'window', window, 'windowDid', did)
touch('joining:' .. user, now)
audit(now, user, did == 'changed' and 'responder-changed' or 'responder-' .. did, '', '', version)
return did
