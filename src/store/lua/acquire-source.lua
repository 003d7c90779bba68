local source, holder, ttl = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'lease:' .. source
local current = redis.call('HMGET', key, 'holder', 'token')
if current[1] and current[1] ~= holder then
  return false
end
if current[1] then
  redis.call('PEXPIRE', key, ttl)
  return tonumber(current[2])
end
local token = redis.call('HINCRBY', P .. 'fences', source, 1)
redis.call('HSET', key, 'holder', holder, 'token', token)
redis.call('PEXPIRE', key, ttl)
return token
