if redis.call('GET', P .. 'lock:' .. ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('PEXPIRE', P .. 'lock:' .. ARGV[1], ARGV[3])
