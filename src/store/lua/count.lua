local name, by, nonce = ARGV[1], ARGV[2], ARGV[3]
if not redis.call('SET', P .. 'counted:' .. nonce, '1', 'NX', 'PX', ARGV[4]) then
  return 0
end
redis.call('HINCRBY', P .. 'counters', name, by)
return 1
