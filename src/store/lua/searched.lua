-- Ids are numbers of up to 19 digits: the longer one is the newer one.
local thread, since = P .. 'thread:' .. ARGV[1], ARGV[2]
local before = field(thread, 'searchSince')
if before == '' or #since < #before or (#since == #before and since <= before) then
  return 0
end
redis.call('HSET', thread, 'searchSince', since)
return 1
