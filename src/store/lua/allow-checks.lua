-- How many of so many posts may be asked for yet on this day, beyond those that are worked with. Asked twice by one caller,
-- it answers the same.
local day, wanted, most, nonce, ttl = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]
local once = P .. 'counted:' .. nonce
local before = redis.call('GET', once)
if before then
  return tonumber(before)
end
local key = P .. 'stored-checks:' .. day
local allowed = math.max(0, math.min(wanted, most - (tonumber(redis.call('GET', key)) or 0)))
redis.call('INCRBY', key, allowed)
redis.call('PEXPIRE', key, ttl)
redis.call('SET', once, allowed, 'PX', ttl)
return allowed
