-- The words by which a thread is found. What is not among them any more does not find it.
local id, openedAt, tokens, most = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 or field(thread, 'tokens') == tokens then
  return 0
end
local wanted = {}
for token in string.gmatch(tokens, '%S+') do
  wanted[token] = true
  local key = P .. 'token:' .. token
  -- Nobody looks further back in the list of a frequent word.
  if redis.call('ZADD', key, openedAt, id) == 1 and redis.call('ZCARD', key) > most then
    redis.call('ZREMRANGEBYRANK', key, 0, -most - 1)
  end
end
for token in string.gmatch(field(thread, 'tokens'), '%S+') do
  if not wanted[token] then
    redis.call('ZREM', P .. 'token:' .. token, id)
  end
end
redis.call('HSET', thread, 'tokens', tokens)
return 1
