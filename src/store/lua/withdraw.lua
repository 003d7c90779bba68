local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local reply = P .. 'reply:' .. id
if redis.call('EXISTS', reply) == 0 then
  return 'missing'
end
local state, threadId = field(reply, 'state'), field(reply, 'threadId')
if field(reply, 'responder') ~= user then
  return 'not-yours'
end
if state == 'withdrawn' then
  return 'withdrawn'
end
if state ~= 'held' then
  return 'too-late'
end
replyWithdrawn(id, '', now)
changeThread(threadId, now)
audit(now, user, 'reply-withdrawn', threadId, id)
return 'withdrawn'
