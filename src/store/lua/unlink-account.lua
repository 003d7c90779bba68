local owner, now = ARGV[1], ARGV[2]
local id = redis.call('GET', P .. 'owner:' .. owner)
if not id then
  return ''
end
local account = field(P .. 'account:' .. id, 'json')
redis.call('DEL', P .. 'account:' .. id, P .. 'owner:' .. owner)
redis.call('SREM', P .. 'accounts', id)
audit(now, owner, 'account-unlinked', '', '', id)
return account
