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
if what == 'release' and holder ~= user then
  active = makeRoom(id, 'The thread went back to its channel before you posted it.', now) or ''
  if active ~= '' then
    return { 'reply-active', active }
  end
elseif active ~= '' then
  local stage = field(P .. 'reply:' .. active, 'state')
  if stage == 'held' and field(P .. 'reply:' .. active, 'parked') == '1' then
    -- Nothing is on its way, and nobody knows when: the thread goes on without it, its author is asked later.
    redis.call('HSET', thread, 'activeReplyId', '')
  elseif stage == 'held' or stage == 'queued' or stage == 'sending' then
    return { 'reply-active', active }
  end
end
local ended = 'resolved'
if what == 'release' then
  ended = field(thread, 'waiting') == '1' and 'open' or 'answered'
end
redis.call('HSET', thread, 'state', ended, 'claimedBy', '', 'claimedAt', '')
if what == 'resolve' then
  turnIs(id, 'resolved', now, now)
  -- Only an answer of unknown fate can stand here: it must not block what is answered when the customer writes again.
  redis.call('HSET', thread, 'activeReplyId', '')
end
if holder ~= '' then
  redis.call('ZREM', P .. 'held:' .. holder, id)
end
if what == 'release' and holder ~= user then
  news(id, now, { kind = 'released', by = user, from = holder })
end
changeThread(id, now)
audit(now, user, what == 'release' and 'released' or 'resolved', id, '', holder)
return { 'done' }
