if redis.call('GET', P .. 'lock:' .. ARGV[1]) == ARGV[2] then
  redis.call('DEL', P .. 'lock:' .. ARGV[1])
end
return 1
