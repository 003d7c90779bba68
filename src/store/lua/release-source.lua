local source, token = ARGV[1], ARGV[2]
local key = P .. 'lease:' .. source
if redis.call('HGET', key, 'token') == token then
  redis.call('DEL', key)
  redis.call('HDEL', P .. 'readers', source)
  audit(redisText(redisNow()), 'auto', 'source-left', nil, nil, source .. ' fence ' .. token)
end
return 1
