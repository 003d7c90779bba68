-- How long something took: the first word counts, though targets may have changed since.
local threadId, name, at, member, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('SADD', P .. 'timed:' .. threadId, name) == 0 then
  return 1
end
redis.call('ZADD', P .. 'times', at, member)
redis.call('ZREMRANGEBYSCORE', P .. 'times', 0, at - keep)
return 1
