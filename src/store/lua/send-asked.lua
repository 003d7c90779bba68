local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local reply = P .. 'reply:' .. id
if redis.call('EXISTS', reply) == 0 then
  return { 'missing' }
end
if field(reply, 'responder') ~= user then
  return { 'not-yours' }
end
if field(reply, 'state') ~= 'held' or field(reply, 'asked') ~= '1' then
  return { field(reply, 'agreed') == '1' and 'going' or 'settled' }
end
local threadId = field(reply, 'threadId')
local thread = P .. 'thread:' .. threadId
local active, holder = field(thread, 'activeReplyId'), field(thread, 'claimedBy')
if active ~= '' and active ~= id then
  return { 'busy' }
end
if holder ~= '' and holder ~= user then
  return { 'not-holder', holder }
end
redis.call('HSET', reply, 'parked', '0', 'parkedFor', '', 'asked', '0', 'agreed', '1', 'reason', '', 'notBefore', now)
redis.call('HSET', thread, 'activeReplyId', id)
touch('send:' .. id, now)
changeReply(id, now)
changeThread(threadId, now)
audit(now, user, 'reply-agreed', threadId, id)
return { 'going' }
