local postId, json, ttl, checkAt = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
redis.call('SET', P .. 'context:' .. postId, json, 'PX', ttl)
for i = 5, #ARGV do
  watch(ARGV[i] .. '@' .. postId, checkAt)
end
return 1
