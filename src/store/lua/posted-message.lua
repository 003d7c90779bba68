local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts, 'place', ARGV[4])
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
local id, nth = string.match(name, '^card:([^:]+):?(%d*)$')
-- A card that was on its way when its thread moved stays what it is: one of the old ones.
if id and (tonumber(nth) or 0) == (tonumber(field(P .. 'thread:' .. id, 'moves')) or 0) then
  redis.call('HSET', P .. 'thread:' .. id, 'cardTs', ts)
end
return 1
