-- The next cards, whoever waits longest first. While the last ones are on their way nothing more is opened: a second click
-- changes nothing.
local channel, number, user, now, most, spacing = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local surge = P .. 'surge:' .. channel
if field(surge, 'number') ~= number then
  return { 'over', 0 }
end
local before = tonumber(field(surge, 'openedAt')) or 0
local coming = tonumber(field(surge, 'openedMany')) or 0
if now - before < coming * spacing then
  return { 'coming', coming }
end
local ids = redis.call('ZRANGE', P .. 'folded:' .. channel, 0, most - 1)
if #ids == 0 then
  return { 'none', 0 }
end
for _, id in ipairs(ids) do
  if redis.call('EXISTS', P .. 'thread:' .. id) == 1 then
    unfold(id, now)
    audit(now, user, 'unfolded', id, '', channel)
  else
    redis.call('ZREM', P .. 'folded:' .. channel, id)
    countFolded(channel)
  end
end
redis.call('HSET', surge, 'openedAt', now, 'openedMany', #ids)
return { 'coming', #ids }
