-- ARGV[4]: who did it on purpose; empty: something that they did shows that they are at it.
local id, user, till, asked, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local holder = field(thread, 'claimedBy')
if holder ~= user then
  return { 'not-holder', holder }
end
if not leaseRuns(id) then
  return { 'still' }
end
local known = field(thread, 'leaseUntil')
if known == till then
  return { 'renewed' }
end
if known == '' or tonumber(till) > tonumber(known) then
  redis.call('HSET', thread, 'leaseUntil', till)
  redis.call('HDEL', thread, 'leaseWarned', 'leaseStretched')
end
if asked ~= '' then
  audit(now, user, 'lease-kept', id)
end
return { 'renewed' }
