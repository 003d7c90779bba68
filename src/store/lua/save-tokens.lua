local key = P .. 'account:' .. ARGV[1]
if redis.call('EXISTS', key) == 0 then
  return 0
end
-- The same seal again is this very command, sent again after its answer was lost.
if field(key, 'cipher') == ARGV[2] then
  return 1
end
redis.call('HSET', key, 'cipher', ARGV[2], 'state', 'linked')
audit(ARGV[3], 'auto', 'tokens-refreshed', '', '', ARGV[1])
return 1
