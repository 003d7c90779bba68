local id, user, now, lead = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder = field(thread, 'state'), field(thread, 'claimedBy')
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder == user then
  return { 'won' }
end
if holder ~= '' then
  return { 'taken', holder, field(thread, 'claimedAt'), field(P .. 'writing:' .. id, holder) }
end
if shielded(id, user) then
  return { 'shielded' }
end
if field(thread, 'shielded') ~= '' and lead ~= '1' then
  return { 'leads-only' }
end
redis.call('HSET', thread, 'state', 'claimed', 'claimedBy', user, 'claimedAt', now)
redis.call('ZADD', P .. 'held:' .. user, now, id)
local since = redis.call('ZSCORE', P .. 'waiting', id)
if since then
  took('claim', now - since)
end
changeThread(id, now)
audit(now, user, 'claimed', id)
return { 'won' }
