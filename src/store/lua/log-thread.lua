-- Opens a thread for a customer who reached us elsewhere: what they said stands where others have their post.
local thread, postId, post, brand, channel, topic = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local origin, user, now, forgetAt, priority, prioritySet = ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12]
local key = P .. 'thread:' .. thread
if redis.call('EXISTS', key) == 1 then
  return 'repeated'
end
redis.call('HSET', P .. 'post:' .. postId, 'json', post, 'thread', thread)
redis.call('ZADD', P .. 'posts:' .. thread, now, postId)
redis.call('HSET', key, 'id', thread, 'brand', brand, 'channel', channel, 'topic', topic, 'origin', origin,
  'loggedBy', user, 'root', postId, 'last', postId, 'lastAt', now, 'customer', '',
  'openedAt', now, 'wordsAt', now, 'priority', priority, 'priorityBy', prioritySet == '1' and user or '',
  'because', topic == '' and '' or cjson.encode({ { kind = 'person', value = user } }), unpack(THREAD_OPEN))
threadsOpened({ { id = thread, brand = brand, customer = '', since = now } }, now)
touch('forget:' .. thread, forgetAt)
count('threads.logged.' .. origin)
audit(now, user, 'thread-logged', thread, '', origin)
return 'opened'
