local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts)
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
if string.sub(name, 1, 5) == 'card:' then
  redis.call('HSET', P .. 'thread:' .. string.sub(name, 6), 'cardTs', ts)
end
return 1
