local source, token, ttl = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'lease:' .. source
if redis.call('HGET', key, 'token') ~= token then
  return 0
end
redis.call('PEXPIRE', key, ttl)
redis.call('HSET', P .. 'readers', source, readUntil(token, redisNow() + tonumber(ttl)))
return 1
