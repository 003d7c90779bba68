local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts, 'place', ARGV[4])
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
-- The place of a card is its channel. Whoever writes under an old one means the thread all the same.
if string.sub(name, 1, 5) == 'card:' and ARGV[4] ~= '' then
  redis.call('SET', P .. 'card:' .. ARGV[4] .. ':' .. ts, string.match(name, '^card:([^:]+)'), 'PX', ARGV[3])
end
local id, nth = string.match(name, '^card:([^:]+):?(%d*)$')
-- A card that was on its way when its thread moved stays what it is: one of the old ones.
if id and (tonumber(nth) or 0) == (tonumber(field(P .. 'thread:' .. id, 'moves')) or 0) then
  redis.call('HSET', P .. 'thread:' .. id, 'cardTs', ts)
end
return 1
