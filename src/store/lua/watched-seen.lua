-- These posts are still there. What a refusal made us doubt is not doubted any more.
local now, nextAt = ARGV[1], ARGV[2]
for i = 3, #ARGV do
  local member = ARGV[i]
  redis.call('ZADD', P .. 'watched', 'XX', nextAt, member)
  -- Of what is packed nothing is doubted.
  local threadId = packedOwner('post:' .. member) and '' or field(P .. 'post:' .. member, 'thread')
  local thread = P .. 'thread:' .. threadId
  if field(thread, 'root') == member and field(thread, 'rootGone') == '1' then
    redis.call('HSET', thread, 'rootGone', '0')
    changeThread(threadId, now)
  end
end
return 1
