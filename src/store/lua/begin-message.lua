local name, now, grace, ttl, place = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]
local key = P .. 'message:' .. name
local known = redis.call('HMGET', key, 'since', 'ts', 'first', 'places', 'place')
if known[2] then
  return { 'posted', known[2], known[5] or '' }
end
-- The thread may have moved since this card was drawn: then another one is due.
local id, nth = string.match(name, '^card:([^:]+):?(%d*)$')
if id and (tonumber(nth) or 0) ~= (tonumber(field(P .. 'thread:' .. id, 'moves')) or 0) then
  return { 'stale' }
end
local places = known[4] or place
if not string.find(' ' .. places .. ' ', ' ' .. place .. ' ', 1, true) then
  places = places .. ' ' .. place
end
redis.call('HSET', key, 'places', places)
if known[1] then
  -- Whoever comes after the grace will look and post: the next one waits for them.
  if now >= tonumber(known[1]) + grace then
    redis.call('HSET', key, 'since', now)
  end
  return { 'begun', known[1], known[3], places }
end
redis.call('HSET', key, 'since', now, 'first', now)
redis.call('PEXPIRE', key, ttl)
return { 'new' }
