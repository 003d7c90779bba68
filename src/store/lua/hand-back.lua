-- Its holder does not answer customers any more.
local id, user, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
if field(thread, 'claimedBy') ~= user then
  redis.call('ZREM', P .. 'held:' .. user, id)
  return { 'already' }
end
local active = stopAnswer(id, reason, now)
if active then
  return { 'reply-active', active }
end
news(id, now, { kind = 'left', from = user, since = tonumber(field(thread, 'claimedAt')) })
holds(id, '', now)
changeThread(id, now)
count('claims.left')
audit(now, user, 'handed-back', id, '', 'left')
return { 'done' }
