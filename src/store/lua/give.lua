-- A lead gives a thread to somebody, or takes it. ARGV[3]: who had it when the lead looked.
local id, by, expected, to, what, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local public, word, toLead, reason = ARGV[7] == '1', ARGV[8], ARGV[9] == '1', ARGV[10]
local thread, never = P .. 'thread:' .. id, cannotBeHad(id)
if never then
  return { never }
end
local holder = field(thread, 'claimedBy')
if holder == to then
  return { 'already' }
end
if holder ~= expected then
  return { 'moved', holder }
end
if shielded(id, to) then
  return { 'shielded' }
end
if field(thread, 'shielded') ~= '' and not toLead then
  return { 'leads-only' }
end
local active = makeRoom(id, reason, now)
if active then
  return { 'reply-active', active }
end
holds(id, to, now)
if public then
  redis.call('HSET', thread, 'handover', by)
else
  redis.call('HDEL', thread, 'handover')
end
news(id, now, { kind = what, by = by, from = holder, to = to, word = word, public = public })
changeThread(id, now)
count('claims.' .. what)
audit(now, by, what, id, '', holder .. ' ' .. to)
return { 'done' }
