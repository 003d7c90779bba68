-- Release and resolve: the same conditions, another end.
local what, id, user, asLead, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder, active = field(thread, 'state'), field(thread, 'claimedBy'), field(thread, 'activeReplyId')
if state == 'resolved' and what == 'resolve' then
  return { 'already' }
end
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder == '' and what == 'release' then
  return { 'already' }
end
if holder ~= user and asLead ~= '1' then
  return { 'not-holder', holder }
end
if answerUnderWay(id) ~= '' then
  return { 'reply-active', active }
end
if what == 'release' then
  giveBack(id)
else
  redis.call('HSET', thread, 'state', 'resolved', 'claimedBy', '', 'claimedAt', '')
  turnIs(id, 'resolved', now, now)
  -- Only an answer of unknown fate can stand here: it must not block what is answered when the customer writes again.
  redis.call('HSET', thread, 'activeReplyId', '')
  redis.call('ZREM', P .. 'held:' .. holder, id)
end
changeThread(id, now)
audit(now, user, what == 'release' and 'released' or 'resolved', id, '', holder)
return { 'done' }
