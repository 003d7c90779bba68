local key = P .. 'lock:' .. ARGV[1]
if redis.call('SET', key, ARGV[2], 'PX', ARGV[3], 'NX') or redis.call('GET', key) == ARGV[2] then
  return 1
end
return 0
