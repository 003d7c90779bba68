local id, lead, now = ARGV[1], ARGV[2], ARGV[3]
local reply = P .. 'reply:' .. id
if redis.call('EXISTS', reply) == 0 then
  return 'missing'
end
if field(reply, 'state') ~= 'sent' then
  return 'not-sent'
end
local deletion = field(reply, 'deletion')
if deletion ~= '' and deletion ~= 'failed' then
  return deletion
end
redis.call('HSET', reply, 'deletion', 'asked', 'deletionAskedBy', lead, 'deletionBy', '', 'deletionAt', now,
  'deletionReason', '')
touch('asked:' .. id, now)
changeReply(id, now)
audit(now, lead, 'deletion-asked', field(reply, 'threadId'), id)
return 'asked'
