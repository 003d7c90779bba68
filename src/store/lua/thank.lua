-- A customer thanked this person: each post counts once.
local user, postId, at = ARGV[1], ARGV[2], ARGV[3]
local key = P .. 'thanks:' .. user
if redis.call('ZADD', key, 'NX', at, postId) == 1 then
  redis.call('ZREMRANGEBYRANK', key, 0, -201)
  redis.call('HINCRBY', P .. 'thanked', user, 1)
  count('replies.thanked')
end
return 1
