-- What stood around a post is not there any more. ARGV[3]: what is known of its surroundings now, without those words.
local postId, member, json, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'context:' .. postId
local before = redis.call('GET', key)
redis.call('ZREM', P .. 'watched', member)
if not before or before == json then
  return 0
end
redis.call('SET', key, json, 'KEEPTTL')
touch('context:' .. postId, now)
count('posts.erased.context')
return 1
