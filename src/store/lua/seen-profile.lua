local user, look = ARGV[1], ARGV[2]
local key = P .. 'responder:' .. user
if redis.call('EXISTS', key) == 0 then
  return 0
end
redis.call('HSET', key, 'profile', look)
return 1
