-- Somebody has the reply window of this thread open.
local id, user, now, ttl = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'writing:' .. id
local since, seen = string.match(field(key, user), '^(%d+) (%d+)$')
if not since or tonumber(now) - tonumber(seen) > tonumber(ttl) then
  since = now
end
redis.call('HSET', key, user, since .. ' ' .. now)
redis.call('PEXPIRE', key, ttl)
return 1
