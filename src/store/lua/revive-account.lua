local id, death, user, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'account:' .. id
if field(key, 'state') == 'linked' and field(key, 'revived') == death then
  return 1
end
if field(key, 'state') ~= 'dead' or field(key, 'deathId') ~= death then
  return 0
end
alive(id)
redis.call('HSET', key, 'revived', death)
touch('account:' .. id, now)
audit(now, user, 'account-revived', '', '', id)
return 1
