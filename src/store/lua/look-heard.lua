-- What a source brought, by the hour; what is older than `oldest` is forgotten.
local key, oldest = P .. 'heard:' .. ARGV[1], tonumber(ARGV[2])
for _, hour in ipairs(redis.call('HKEYS', key)) do
  if tonumber(hour) and tonumber(hour) < oldest then
    redis.call('HDEL', key, hour)
  end
end
return redis.call('HGETALL', key)
