local key = P .. 'lease:' .. ARGV[1]
if redis.call('HGET', key, 'token') == ARGV[2] then
  redis.call('DEL', key)
end
return 1
