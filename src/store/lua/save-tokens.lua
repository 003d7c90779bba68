local id, replaces, pair, cipher, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local key = P .. 'account:' .. id
if redis.call('EXISTS', key) == 0 then
  return 'gone'
end
-- The same pair again is this very command, sent again after its answer was lost.
if field(key, 'pair') == pair then
  return 'saved'
end
if field(key, 'pair') ~= replaces then
  return 'stale'
end
if field(key, 'state') == 'dead' then
  touch('account:' .. id, now)
end
redis.call('HSET', key, 'cipher', cipher, 'pair', pair)
alive(id)
audit(now, 'auto', 'tokens-refreshed', '', '', id)
return 'saved'
