local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts, 'place', ARGV[4])
-- How it began is of no use to anybody any more.
redis.call('HDEL', P .. 'message:' .. name, 'since', 'first', 'places')
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
local id, nth = string.match(name, '^card:([^:]+):?(%d*)$')
if id then
  local thread = P .. 'thread:' .. id
  local place = (ARGV[4] ~= '' and ARGV[4] or field(thread, 'channel')) .. ':' .. ts
  redis.call('HSET', P .. 'cards', place, id)
  partOf(id, 'c:' .. place)
  -- A card that was on its way when its thread moved stays what it is: one of the old ones.
  if (tonumber(nth) or 0) == (tonumber(field(thread, 'moves')) or 0) then
    redis.call('HSET', thread, 'cardTs', ts)
  end
end
return 1
