-- Several alike threads for one person, as far as they have room. Whoever still has some of the group takes no more of it.
local channel, number, group, user, lead = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local now, most, maxOpen, kept = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), ARGV[9]
local LOOKED_AT = 100
if field(P .. 'surge:' .. channel, 'number') ~= number then
  return { 'over' }
end
local mine = P .. 'surge-taken:' .. channel .. ':' .. number .. ':' .. group .. ':' .. user
local has = {}
for _, id in ipairs(redis.call('SMEMBERS', mine)) do
  local thread = P .. 'thread:' .. id
  if field(thread, 'claimedBy') == user and field(thread, 'state') == 'claimed' then
    has[#has + 1] = id
  end
end
if #has > 0 then
  table.sort(has)
  return { 'has', unpack(has) }
end
local room = maxOpen and math.min(most, maxOpen - openThreads(user)) or most
local won = {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'surge-left:' .. channel .. ':' .. group, 0, LOOKED_AT - 1)) do
  if #won >= room then
    break
  end
  if claimFor(id, user, now, lead)[1] == 'won' then
    won[#won + 1] = id
  end
end
if #won > 0 then
  redis.call('DEL', mine)
  redis.call('SADD', mine, unpack(won))
  redis.call('PEXPIRE', mine, kept)
  audit(now, user, 'group-taken', '', '', channel .. ' ' .. #won)
end
table.sort(won)
return { 'taken', unpack(won) }
