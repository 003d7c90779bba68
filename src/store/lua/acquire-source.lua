-- The trail of a lease is kept by Redis's own time: the clocks of those who hold it may differ.
local source, holder, ttl = ARGV[1], ARGV[2], ARGV[3]
local key, now = P .. 'lease:' .. source, redisNow()
local current = redis.call('HMGET', key, 'holder', 'token')
if current[1] and current[1] ~= holder then
  return false
end
if current[1] then
  redis.call('PEXPIRE', key, ttl)
  redis.call('HSET', P .. 'readers', source, readUntil(current[2], now + tonumber(ttl)))
  return tonumber(current[2])
end
local before = redis.call('HGET', P .. 'readers', source)
if before then
  audit(redisText(now), 'auto', 'source-lost', nil, nil, source .. ' ' .. before)
end
local token = redis.call('HINCRBY', P .. 'fences', source, 1)
redis.call('HSET', key, 'holder', holder, 'token', token)
redis.call('PEXPIRE', key, ttl)
redis.call('HSET', P .. 'readers', source, readUntil(token, now + tonumber(ttl)))
audit(redisText(now), 'auto', 'source-taken', nil, nil, source .. ' fence ' .. token .. ' by ' .. holder)
return token
