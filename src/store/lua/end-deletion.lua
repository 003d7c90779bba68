local id, now, kind, detail, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reply = P .. 'reply:' .. id
local deletion, threadId = field(reply, 'deletion'), field(reply, 'threadId')
if deletion ~= (kind == 'not-asked' and 'asked' or 'deleting') then
  return 0
end
local by = field(reply, 'deletionBy')

-- The customer waits again when this was the only answer to what they wrote last.
local function answerGone()
  if field(reply, 'deletionAnswer') ~= '' then
    return false
  end
  local thread, answers, postId = P .. 'thread:' .. threadId, P .. 'answers:' .. threadId, field(reply, 'postId')
  local state = field(thread, 'state')
  redis.call('HSET', reply, 'deletionAnswer', detail)
  local counted = redis.call('SREM', answers, postId) == 1
  if counted and redis.call('SCARD', answers) == 0 and state ~= 'resolved' and state ~= 'ignored' then
    redis.call('HSET', thread, 'answerDeleted', '1')
    turnIs(threadId, 'waits', now, now)
    if state == 'answered' then
      redis.call('HSET', thread, 'state', field(thread, 'claimedBy') ~= '' and 'claimed' or 'open')
    end
  end
  changeThread(threadId, now)
  count('replies.deleted')
  audit(now, by, 'reply-deleted', threadId, id, postId)
  return true
end

if kind == 'answer-gone' then
  if not answerGone() then
    return 0
  end
elseif kind == 'deleted' then
  answerGone()
  redis.call('HSET', reply, 'deletion', 'deleted', 'deletionAt', now, 'deletionReason', '')
  untouch('delete:' .. id)
  local introduction = field(reply, 'introductionId')
  if introduction ~= '' and field(reply, 'deletionKeeps') ~= '1' then
    audit(now, by, 'introduction-deleted', threadId, id, introduction)
  end
elseif kind == 'retry' then
  if field(reply, 'deletionDue') == detail then
    return 0
  end
  redis.call('HSET', reply, 'deletionDue', detail)
  touch('delete:' .. id, detail)
  -- Asked for a long time for one reason: said once.
  if field(reply, 'deletionReason') == reason then
    return 1
  end
  redis.call('HSET', reply, 'deletionReason', reason)
elseif kind == 'parked' then
  if field(reply, 'deletionParked') ~= '' then
    return 0
  end
  redis.call('HSET', reply, 'deletionParked', detail, 'deletionReason', reason)
  redis.call('SADD', P .. 'parked-deletions:' .. detail, id)
  untouch('delete:' .. id)
  audit(now, 'auto', 'deletion-parked', threadId, id, reason)
else
  redis.call('HSET', reply, 'deletion', 'failed', 'deletionAt', now, 'deletionReason', reason)
  untouch('delete:' .. id)
  untouch('asked:' .. id)
  if kind == 'failed' and field(reply, 'introductionId') ~= '' then
    redis.call('SADD', P .. 'under:' .. field(reply, 'introductionId'), id)
  end
  audit(now, 'auto', 'deletion-failed', threadId, id, reason)
end
changeReply(id, now)
return 1
