local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local suggestion = field(thread, 'suggestion')
if suggestion == '' then
  return { 'already' }
end
redis.call('HSET', thread, 'suggestion', '')
teach(id, field(thread, 'topic'), 'denied', now)
changeThread(id, now)
count('topics.denied')
audit(now, user, 'topic-denied', id, '', cjson.decode(suggestion).topic)
return { 'done' }
