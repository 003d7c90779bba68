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
local before = field(reply, 'after')
local handover = before ~= '' and field(P .. 'reply:' .. before, 'state') or ''
-- The customer was told who goes on: only what waits for its author can still be taken back.
local told = (handover == 'sending' or handover == 'sent' or handover == 'unknown')
  and field(reply, 'parked') ~= '1' and field(reply, 'awaitsPost') ~= '1'
if state ~= 'held' or told or field(reply, 'handoverFor') ~= '' then
  return 'too-late'
end
replyWithdrawn(id, '', now)
changeThread(threadId, now)
audit(now, user, 'reply-withdrawn', threadId, id)
return 'withdrawn'
