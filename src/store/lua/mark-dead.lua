local id, pair, death, kind, words, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = P .. 'account:' .. id
if redis.call('EXISTS', key) == 0 then
  return 'gone'
end
-- Whoever was frozen speaks of tokens that somebody else has renewed since.
if field(key, 'pair') ~= pair then
  return 'renewed'
end
if field(key, 'state') == 'dead' then
  return 'dead'
end
redis.call('HSET', key, 'state', 'dead', 'deathId', death, 'deathKind', kind, 'deathWords', words, 'deathAt', now)
touch('account:' .. id, now)
count('accounts.dead.' .. kind)
audit(now, 'auto', 'account-dead', '', '', id .. ': ' .. kind .. ' ' .. words)
return 'dead'
