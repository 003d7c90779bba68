-- A thread of its own for what another person wrote in the conversation of a thread of ours.
local first, postId, user, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local author, conversation, createdAt = ARGV[5], ARGV[6], ARGV[7]
local channel, topic, priority, because = ARGV[8], ARGV[9], ARGV[10], ARGV[11]
local post = P .. 'post:' .. postId
local host = field(post, 'thread')
if field(post, 'third') ~= '1' then
  return host == 'x-' .. first and { 'already', host } or { 'missing' }
end
local id, from = 'x-' .. first, P .. 'thread:' .. host
local join = 'join:' .. field(from, 'brand') .. ':' .. conversation .. ':' .. author
-- Their other post has one already: this one belongs there.
local known = redis.call('GET', P .. join)
if known and redis.call('EXISTS', P .. 'thread:' .. known) == 1 then
  id = known
end
for i = 12, #ARGV do
  redis.call('HSET', P .. 'post:' .. ARGV[i], 'thread', id)
  redis.call('HDEL', P .. 'post:' .. ARGV[i], 'third', 'rings')
  redis.call('SREM', P .. 'others:' .. host, ARGV[i])
end
redis.call('ZADD', P .. 'posts:' .. id, createdAt, postId)
if id == known then
  changeThread(id, now)
  touch('followup:' .. postId, now)
else
  redis.call('HSET', P .. 'thread:' .. id, 'id', id, 'brand', field(from, 'brand'), 'channel', channel, 'topic', topic,
    'priority', priority, 'because', because, 'suggestion', '', 'root', postId, 'last', postId, 'lastAt', createdAt, 'customer', author,
    'openedAt', now, 'join', join, unpack(THREAD_OPEN))
  redis.call('SET', P .. join, id)
  redis.call('SET', P .. 'conversation:' .. conversation, id)
  threadsOpened({ { id = id, brand = field(from, 'brand'), customer = author, since = createdAt } }, now)
  count('mentions.opened')
end
for i = 12, #ARGV do
  partOf(id, 'p:' .. ARGV[i])
end
redis.call('HINCRBY', from, 'others', -1)
touch('other:' .. first, now)
changeThread(host, now)
audit(now, user, 'separated', host, '', id)
return { 'done', id }
