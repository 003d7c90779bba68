local owner, id, account, cipher, pair, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = P .. 'account:' .. id
local current = redis.call('HGET', key, 'owner')
if current and current ~= owner then
  return { 'taken', current }
end
-- The same pair again is this very command, sent again after its answer was lost.
if current and field(key, 'pair') == pair then
  return { 'linked', field(key, 'replaced') }
end
local before = redis.call('GET', P .. 'owner:' .. owner)
local replaced = ''
if before and before ~= id then
  replaced = field(P .. 'account:' .. before, 'json')
  redis.call('DEL', P .. 'account:' .. before)
  redis.call('SREM', P .. 'accounts', before)
end
redis.call('HSET', key, 'owner', owner, 'json', account, 'cipher', cipher, 'pair', pair, 'replaced', replaced)
alive(id)
if redis.call('EXISTS', P .. 'parked:' .. id) == 1 then
  touch('account:' .. id, now)
end
redis.call('SET', P .. 'owner:' .. owner, id)
redis.call('SADD', P .. 'accounts', id)
local person = string.match(owner, '^responder:(.+)$')
if person and redis.call('EXISTS', P .. 'responder:' .. person) == 1 then
  touch('joining:' .. person, now)
end
audit(now, owner, 'account-linked', '', '', id)
return { 'linked', replaced }
