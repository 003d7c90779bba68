local id, postId, responder, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 or redis.call('HSETNX', P .. 'post:' .. postId, 'byHand', '1') == 0 then
  return 0
end
local state = field(thread, 'state')
if responder ~= '' then
  redis.call('HSET', thread, 'answeredBy', responder)
end
if state == 'open' or state == 'claimed' then
  redis.call('HSET', thread, 'state', 'answered')
end
redis.call('HSET', thread, 'waiting', '0', 'answerDeleted', '')
redis.call('SADD', P .. 'answers:' .. id, postId)
changeThread(id, now)
count('replies.by-hand')
audit(now, responder ~= '' and responder or 'brand', 'answered-by-hand', id, '', postId)
return 1
