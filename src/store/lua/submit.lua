local id, threadId, responder, now, notBefore = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
-- The newest text that this one was compared with; '*': it was not compared.
local compared = ARGV[6]
local reply, thread = P .. 'reply:' .. id, P .. 'thread:' .. threadId
if redis.call('EXISTS', reply) == 1 then
  return { 'repeated' }
end
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder, active = field(thread, 'state'), field(thread, 'claimedBy'), field(thread, 'activeReplyId')
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder ~= responder then
  return { 'not-holder', holder }
end
if active ~= '' then
  return { 'reply-active', active }
end
if compared ~= '*' and compared ~= (redis.call('LINDEX', P .. 'said', 0) or '') then
  return { 'overtaken' }
end
local function write(key, from, to)
  for i = from, to, 2 do
    redis.call('HSET', key, ARGV[i], ARGV[i + 1])
  end
end
-- The sentence that goes before it in public, if there is one: a reply of its own.
local handover, last = ARGV[7], 8 + tonumber(ARGV[8])
write(reply, 9, last)
introducedBefore(id)
if handover ~= '' then
  write(P .. 'reply:' .. handover, last + 1, #ARGV)
  said('reply:' .. handover)
  touch('note:' .. handover, now)
  audit(now, responder, 'handover-submitted', threadId, handover, id)
end
redis.call('HSET', thread, 'activeReplyId', id)
partOf(threadId, 'r:' .. id)
if handover ~= '' then
  partOf(threadId, 'r:' .. handover)
end
said('reply:' .. id)
redis.call('SET', P .. 'draft:' .. threadId .. ':' .. responder, id)
if field(reply, 'approval') == 'asked' then
  -- Nothing of it is due before a lead says so.
  redis.call('ZADD', P .. 'approvals', now, id)
  touch('approval:' .. id, now)
  count('approvals.asked')
else
  touch('send:' .. id, notBefore)
  if handover ~= '' then
    touch('send:' .. handover, notBefore)
  end
end
touch('note:' .. id, now)
changeThread(threadId, now)
audit(now, responder, 'reply-submitted', threadId, id, field(reply, 'approvalWhy'))
return { 'accepted' }
