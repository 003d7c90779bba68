-- Somebody wants to be kept from this thread's author. ARGV[3]: the lead who goes on; empty: any lead.
local id, user, lead, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder = field(thread, 'state'), field(thread, 'claimedBy')
if field(thread, 'shielded') == user and holder ~= user then
  return { 'done' }
end
if holder ~= user then
  return { 'not-holder', holder }
end
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
local active = stopAnswer(id, reason, now)
if active then
  return { 'reply-active', active }
end
local customer = field(thread, 'customer')
if customer ~= '' then
  redis.call('SADD', P .. 'shields:' .. customer, user)
end
redis.call('HSET', thread, 'shielded', user)
redis.call('HDEL', thread, 'handover')
holds(id, lead, now)
news(id, now, { kind = 'taken-off', by = user, from = user, to = lead })
changeThread(id, now)
count('shields.raised')
audit(now, user, 'taken-off', id, '', lead)
return { 'done' }
