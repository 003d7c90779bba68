local key = P .. 'lease:' .. ARGV[1]
if redis.call('HGET', key, 'token') ~= ARGV[2] then
  return 0
end
redis.call('PEXPIRE', key, ARGV[3])
return 1
