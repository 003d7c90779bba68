local id, nonce = ARGV[1], ARGV[2]
local reply = P .. 'reply:' .. id
if field(reply, 'deletion') ~= 'deleting' or field(reply, 'deletionParked') ~= '' then
  return 0
end
if field(reply, 'deletionNonce') ~= nonce then
  redis.call('HSET', reply, 'deletionNonce', nonce)
  redis.call('HINCRBY', reply, 'deletionTries', 1)
end
return 1
