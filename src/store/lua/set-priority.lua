local id, user, asLead, priority, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local state, holder, before = field(thread, 'state'), field(thread, 'claimedBy'), field(thread, 'priority')
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder ~= user and asLead ~= '1' then
  return { 'not-holder', holder }
end
if before == '' then
  before = 'normal'
end
if before == priority then
  return { 'already' }
end
redis.call('HSET', thread, 'priority', priority, 'priorityBy', user)
touch('target:' .. id, now)
changeThread(id, now)
count('priorities.' .. priority)
audit(now, user, 'priority-changed', id, '', before .. ' > ' .. priority)
return { 'done' }
