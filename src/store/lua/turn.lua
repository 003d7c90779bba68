local channel, name, now, spacing, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
if redis.call('HEXISTS', P .. 'message:' .. name, 'ts') == 1 then
  return 0
end
return turnOf(channel, name, now, spacing, ttl)
