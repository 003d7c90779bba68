local key = P .. 'account:' .. ARGV[1]
if redis.call('EXISTS', key) == 1 and field(key, 'state') ~= 'dead' then
  redis.call('HSET', key, 'state', 'dead')
  audit(ARGV[3], 'auto', 'account-dead', '', '', ARGV[1] .. ': ' .. ARGV[2])
end
return 1
