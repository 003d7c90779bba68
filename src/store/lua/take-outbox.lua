local now, limit, hidden, hiddenSend = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local due = redis.call('ZRANGEBYSCORE', P .. 'outbox', '-inf', now, 'LIMIT', 0, limit)
if #due == 0 then
  return {}
end
local before = redis.call('INCRBY', P .. 'outbox:sequence', #due) - #due
local traces = redis.call('HMGET', P .. 'outbox:traces', unpack(due))
local hides, receipts, taken = {}, {}, {}
for place, member in ipairs(due) do
  local wait = string.sub(member, 1, 5) == 'send:' and math.max(hidden, hiddenSend) or hidden
  hides[#hides + 1] = now + wait
  hides[#hides + 1] = member
  receipts[#receipts + 1] = member
  receipts[#receipts + 1] = before + place
  taken[#taken + 1] = member
  taken[#taken + 1] = tostring(before + place)
  taken[#taken + 1] = traces[place] or ''
end
redis.call('ZADD', P .. 'outbox', unpack(hides))
redis.call('HSET', P .. 'outbox:receipts', unpack(receipts))
return taken
