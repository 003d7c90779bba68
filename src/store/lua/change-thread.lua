-- Release, resolve and ignore: the same conditions, another end.
local what, id, user, asLead, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reason, why = ARGV[6], ARGV[7]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder, active = field(thread, 'state'), field(thread, 'claimedBy'), field(thread, 'activeReplyId')
if (state == 'resolved' and what == 'resolve') or (state == 'ignored' and what == 'ignore') then
  return { 'already' }
end
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder == '' and what == 'release' then
  return { 'already' }
end
-- What nobody has needs no holder to be ignored.
if holder ~= user and asLead ~= '1' and not (what == 'ignore' and holder == '') then
  return { 'not-holder', holder }
end
if what == 'release' and holder ~= user then
  active = makeRoom(id, 'The thread went back to its channel before you posted it.', now) or ''
  if active ~= '' then
    return { 'reply-active', active }
  end
elseif answerUnderWay(id) ~= '' then
  return { 'reply-active', active }
end
local ends = { release = field(thread, 'waiting') == '1' and 'open' or 'answered', resolve = 'resolved', ignore = 'ignored' }
local ended = ends[what]
redis.call('HSET', thread, 'state', ended, 'claimedBy', '', 'claimedAt', '')
if what == 'ignore' then
  redis.call('HSET', thread, 'ignoredBy', user, 'ignoredReason', reason, 'ignoredWhy', why, 'ignoredAt', now,
    'ignoredSince', '0', 'returning', '')
  redis.call('ZADD', P .. 'muted', now, id)
  count('threads.ignored.' .. reason)
end
if what ~= 'release' then
  turnIs(id, ended, now, now)
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
local said = { release = 'released', resolve = 'resolved', ignore = 'ignored' }
audit(now, user, said[what], id, '', what == 'ignore' and reason or holder)
return { 'done' }
