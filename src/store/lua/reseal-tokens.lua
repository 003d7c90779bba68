-- The same tokens under another key: only in the place of the very seal that was opened.
local key, old, new, now = P .. 'account:' .. ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local current = field(key, 'cipher')
if current == new then
  return 1
end
if current ~= old then
  return 0
end
redis.call('HSET', key, 'cipher', new)
audit(now, 'auto', 'tokens-resealed', '', '', ARGV[1])
return 1
