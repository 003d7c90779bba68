local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts)
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
if string.sub(name, 1, 5) == 'card:' then
  local id = string.sub(name, 6)
  redis.call('HSET', P .. 'thread:' .. id, 'cardTs', ts)
  redis.call('SET', P .. 'card:' .. field(P .. 'thread:' .. id, 'channel') .. ':' .. ts, id, 'PX', ARGV[3])
end
return 1
