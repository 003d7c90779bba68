local user, version, now = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'responder:' .. user
local state = field(key, 'state')
if state ~= 'enrolled' and state ~= 'paused' and state ~= 'asked' then
  return 0
end
if field(key, 'rulesVersion') ~= version then
  redis.call('HSET', key, 'rulesVersion', version, 'acceptedAt', now)
  audit(now, user, 'rules-accepted', '', '', version)
end
return 1
