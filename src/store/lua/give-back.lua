-- The customer wrote again: the thread goes back to whoever answered (why is empty), or to the channel, which is told
-- why they are away.
local id, user, why, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if field(thread, 'returning') ~= '1' then
  return 0
end
redis.call('HSET', thread, 'returning', '')
-- Where somebody was taken off, it stays with whoever has it; nobody gets back whom they asked to be kept from.
if user == '' or field(thread, 'shielded') ~= '' or shielded(id, user) then
  return 1
end
local state, holder = field(thread, 'state'), field(thread, 'claimedBy')
if (state ~= 'open' and state ~= 'claimed') or (holder ~= '' and holder ~= user) then
  return 1
end
if why == '' and holder == '' then
  redis.call('HSET', thread, 'state', 'claimed', 'claimedBy', user, 'claimedAt', now)
  redis.call('ZADD', P .. 'held:' .. user, now, id)
  count('threads.returned')
  audit(now, 'auto', 'returned', id, '', user)
elseif why ~= '' then
  -- An answer that is under way still has its author.
  if holder ~= '' and field(thread, 'activeReplyId') == '' then
    redis.call('HSET', thread, 'state', 'open', 'claimedBy', '', 'claimedAt', '')
    redis.call('ZREM', P .. 'held:' .. holder, id)
  end
  redis.call('HSET', thread, 'missedBy', user, 'missedWhy', why)
  count('threads.missed')
  audit(now, 'auto', 'returned-to-channel', id, '', user .. ': ' .. why)
end
changeThread(id, now)
return 1
