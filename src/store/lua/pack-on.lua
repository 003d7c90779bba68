-- So far threads of this state were looked at to be packed; no state: only those that were looked at again. Those that were busy
-- are looked at again later; what is closed from now on comes up by itself.
local state, through = ARGV[1], ARGV[2]
if state ~= '' then
  redis.call('HSET', P .. 'packed-through', state, through)
end
for i = 3, #ARGV do
  local left = false
  for _, closed in ipairs({ 'resolved', 'answered' }) do
    local since = redis.call('ZSCORE', P .. 'threads:' .. closed, ARGV[i])
    local far = tonumber(redis.call('HGET', P .. 'packed-through', closed) or '0')
    left = left or (since and tonumber(since) <= far)
  end
  if left then
    redis.call('ZADD', P .. 'to-pack', redisNow(), ARGV[i])
  else
    redis.call('ZREM', P .. 'to-pack', ARGV[i])
  end
end
return 1
