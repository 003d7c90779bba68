local name, ts = ARGV[1], ARGV[2]
redis.call('HSET', P .. 'message:' .. name, 'ts', ts)
redis.call('PEXPIRE', P .. 'message:' .. name, ARGV[3])
if string.sub(name, 1, 5) == 'card:' then
  local thread = P .. 'thread:' .. string.sub(name, 6)
  redis.call('HSET', thread, 'cardTs', ts)
  redis.call('HSET', P .. 'cards', field(thread, 'channel') .. ':' .. ts, string.sub(name, 6))
end
return 1
