local id, user, now, kept = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'incident:' .. id
if redis.call('SREM', P .. 'incidents', id) == 0 then
  return 0
end
redis.call('HSET', key, 'endedAt', now, 'endedBy', user)
redis.call('PEXPIRE', key, kept)
untouch('incident:' .. id)
touchSurge(field(key, 'channel'), now)
audit(now, user, 'incident-ended', '', '', field(key, 'tag'))
return 1
