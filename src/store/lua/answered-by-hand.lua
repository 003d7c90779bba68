local id, postId, responder, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 or redis.call('HSETNX', P .. 'post:' .. postId, 'byHand', '1') == 0 then
  return 0
end
local json = field(P .. 'post:' .. postId, 'json')
local post = json ~= '' and cjson.decode(json) or {}
local answeredPost = type(post.inReplyTo) == 'string' and original(post.inReplyTo) or ''
-- A post that comes in late may be older than what the customer wrote last: they still wait then.
local current = not post.createdAt or post.createdAt >= (tonumber(field(thread, 'lastAt')) or 0)
  or answeredPost == original(field(thread, 'last'))

if responder ~= '' then
  redis.call('HSET', thread, 'answeredBy', responder)
  redis.call('HDEL', thread, 'handover')
  countAnswer(responder, postId, now)
end
local active = field(thread, 'activeReplyId')
local reply = P .. 'reply:' .. active
-- One that waits for a link is asked about when its account works again.
local waits = field(reply, 'state') == 'queued' or (field(reply, 'state') == 'held' and field(reply, 'parked') ~= '1')
local sameQuestion = current or answeredPost == original(field(reply, 'inReplyTo'))
-- An introduction that is public already wants its answer.
if active ~= '' and waits and sameQuestion and not announced(active) then
  replyWithdrawn(active, reason, now)
  audit(now, 'auto', 'reply-withdrawn', id, active, 'answered by hand')
end
if current then
  local state = field(thread, 'state')
  if state == 'open' or state == 'claimed' then
    redis.call('HSET', thread, 'state', 'answered')
  end
  redis.call('HSET', thread, 'answerDeleted', '')
  turnIs(id, 'answered', now, now)
  redis.call('SADD', P .. 'answers:' .. id, postId)
  answeredHere(id, now)
end
if responder ~= '' then
  followConversation(id, postId, now)
end
changeThread(id, now)
count('replies.by-hand')
audit(now, responder ~= '' and responder or 'brand', 'answered-by-hand', id, '', postId)
return 1
