-- Starts a lease that should run and does not. Answers holder, end, whether they were warned, whether it was stretched,
-- and the reply that waits for their own hand.
local id, till = ARGV[1], ARGV[2]
if not leaseRuns(id) then
  return false
end
local thread = P .. 'thread:' .. id
if field(thread, 'leaseUntil') == '' then
  redis.call('HSET', thread, 'leaseUntil', till)
end
local ends, active = field(thread, 'leaseUntil'), field(thread, 'activeReplyId')
local awaits = active ~= '' and field(P .. 'reply:' .. active, 'awaitsPost') == '1' and active or ''
return { field(thread, 'claimedBy'), ends, field(thread, 'leaseWarned') == ends and 1 or 0,
  field(thread, 'leaseStretched') == '1' and 1 or 0, awaits }
