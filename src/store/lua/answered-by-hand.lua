local id, postId, responder, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 or redis.call('HSETNX', P .. 'post:' .. postId, 'byHand', '1') == 0 then
  return 0
end
local state = field(thread, 'state')
if responder ~= '' then
  redis.call('HSET', thread, 'answeredBy', responder)
  redis.call('HDEL', thread, 'handover')
  countAnswer(responder, postId, now)
end
if state == 'open' or state == 'claimed' then
  redis.call('HSET', thread, 'state', 'answered')
end
local active = field(thread, 'activeReplyId')
local reply = P .. 'reply:' .. active
-- One that waits for a link is asked about when its account works again.
local waits = field(reply, 'state') == 'queued' or (field(reply, 'state') == 'held' and field(reply, 'parked') ~= '1')
-- An introduction that is public already wants its answer.
if active ~= '' and waits and not announced(active) then
  replyWithdrawn(active, reason, now)
  audit(now, 'auto', 'reply-withdrawn', id, active, 'answered by hand')
end
redis.call('HSET', thread, 'answerDeleted', '')
turnIs(id, 'answered', now, now)
redis.call('SADD', P .. 'answers:' .. id, postId)
answeredHere(id, now)
if responder ~= '' then
  followConversation(id, postId, now)
end
changeThread(id, now)
count('replies.by-hand')
audit(now, responder ~= '' and responder or 'brand', 'answered-by-hand', id, '', postId)
return 1
