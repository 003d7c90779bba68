local channel, name, now, spacing, ttl = P .. 'pace:' .. ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
if redis.call('HEXISTS', P .. 'message:' .. name, 'ts') == 1 then
  return 0
end
local mine = redis.call('GET', P .. 'turn:' .. name)
if mine then
  return tonumber(mine)
end
local turn = math.max(now, tonumber(redis.call('GET', channel) or '0') + spacing)
redis.call('SET', channel, turn, 'PX', ttl)
redis.call('SET', P .. 'turn:' .. name, turn, 'PX', ttl)
return turn
