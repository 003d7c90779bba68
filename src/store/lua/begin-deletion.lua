local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local reply = P .. 'reply:' .. id
if redis.call('EXISTS', reply) == 0 then
  return 'missing'
end
if field(reply, 'state') ~= 'sent' then
  return 'not-sent'
end
local deletion, parked = field(reply, 'deletion'), field(reply, 'deletionParked')
if deletion == 'deleted' or (deletion == 'deleting' and parked == '') then
  return deletion
end
if parked ~= '' then
  redis.call('SREM', P .. 'parked-deletions:' .. parked, id)
end
-- Another answer may stand under the same introduction, or be on its way there.
local introduction, keeps = field(reply, 'introductionId'), ''
if introduction ~= '' then
  redis.call('SREM', P .. 'under:' .. introduction, id)
  local active = P .. 'reply:' .. field(P .. 'thread:' .. field(reply, 'threadId'), 'activeReplyId')
  local handover = field(P .. 'reply:' .. field(P .. 'post:' .. introduction, 'reply'), 'handoverFor') ~= ''
  if redis.call('SCARD', P .. 'under:' .. introduction) > 0 or field(active, 'introductionId') == introduction then
    keeps = '1'
  elseif handover then
    -- A sentence with an author of its own, who deletes it or not.
    keeps = '1'
  else
    forgetIntroduction(field(reply, 'threadId'), field(reply, 'accountId'), introduction)
  end
end
local answer = field(reply, 'handoverFor')
if answer ~= '' then
  local introduced = P .. 'introduced:' .. field(reply, 'threadId') .. ':' .. field(P .. 'reply:' .. answer, 'accountId')
  if redis.call('GET', introduced) == field(reply, 'postId') then
    redis.call('DEL', introduced)
  end
end
redis.call('HSET', reply, 'deletionKeeps', keeps, 'deletion', 'deleting', 'deletionBy', user, 'deletionAt', now, 'deletionReason', '',
  'deletionParked', '', 'deletionTries', 0)
touch('delete:' .. id, now)
changeReply(id, now)
audit(now, user, 'deletion-begun', field(reply, 'threadId'), id)
return 'deleting'
