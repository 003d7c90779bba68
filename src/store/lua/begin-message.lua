local key, now, grace, ttl = P .. 'message:' .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local known = redis.call('HMGET', key, 'since', 'ts', 'first')
if known[2] then
  return { 'posted', known[2] }
end
if known[1] then
  -- Whoever comes after the grace will look and post: the next one waits for them.
  if now >= tonumber(known[1]) + grace then
    redis.call('HSET', key, 'since', now)
  end
  return { 'begun', known[1], known[3] }
end
redis.call('HSET', key, 'since', now, 'first', now)
redis.call('PEXPIRE', key, ttl)
return { 'new' }
