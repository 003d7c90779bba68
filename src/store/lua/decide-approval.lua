-- A lead's one decision on a reply that waits for it.
local id, lead, decision, comment, now, notBefore, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local reply = P .. 'reply:' .. id
if redis.call('EXISTS', reply) == 0 or field(reply, 'approval') == '' then
  return { 'missing' }
end
if field(reply, 'responder') == lead then
  return { 'own' }
end
if field(reply, 'approval') ~= 'asked' then
  local same = field(reply, 'approval') == decision and field(reply, 'approvalBy') == lead
  return { same and 'done' or 'decided' }
end
if field(reply, 'state') ~= 'held' then
  return { 'over' }
end
local threadId = field(reply, 'threadId')
redis.call('HSET', reply, 'approval', decision, 'approvalBy', lead, 'approvalAt', now, 'approvalComment', comment)
redis.call('ZREM', P .. 'approvals', id)
if decision == 'approved' then
  redis.call('HSET', reply, 'notBefore', notBefore)
  touch('send:' .. id, notBefore)
  local before = field(reply, 'after')
  if before ~= '' and field(P .. 'reply:' .. before, 'state') == 'held' then
    redis.call('HSET', P .. 'reply:' .. before, 'notBefore', notBefore)
    touch('send:' .. before, notBefore)
    changeReply(before, now)
  end
  changeReply(id, now)
else
  replyWithdrawn(id, reason, now)
end
changeThread(threadId, now)
touch('approval:' .. id, now)
count('approvals.' .. decision)
audit(now, lead, 'reply-' .. decision, threadId, id, comment)
return { 'done' }
