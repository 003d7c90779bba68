-- Puts other words in the place of some, under one name: pairs of what stands there and what shall. What stands there no
-- longer is left alone.
local key = P .. ARGV[1]
local kind = redis.call('TYPE', key).ok
local to = {}
for i = 2, #ARGV, 2 do
  to[ARGV[i]] = ARGV[i + 1]
end
if kind == 'hash' then
  local flat = redis.call('HGETALL', key)
  for i = 1, #flat, 2 do
    local name, value = flat[i], to[flat[i + 1]] or flat[i + 1]
    if to[name] then
      redis.call('HDEL', key, name)
      redis.call('HSET', key, to[name], value)
    elseif value ~= flat[i + 1] then
      redis.call('HSET', key, name, value)
    end
  end
elseif kind == 'zset' then
  for old, new in pairs(to) do
    local score = redis.call('ZSCORE', key, old)
    if score then
      redis.call('ZREM', key, old)
      redis.call('ZADD', key, score, new)
    end
  end
elseif kind == 'set' then
  for old, new in pairs(to) do
    if redis.call('SREM', key, old) == 1 then
      redis.call('SADD', key, new)
    end
  end
elseif kind == 'list' then
  for place, item in ipairs(redis.call('LRANGE', key, 0, -1)) do
    if to[item] then
      redis.call('LSET', key, place - 1, to[item])
    end
  end
elseif kind == 'string' then
  local new = to[redis.call('GET', key)]
  if new then
    redis.call('SET', key, new, 'KEEPTTL')
  end
end
return 1
