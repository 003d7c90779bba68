local now, limit, hidden, hiddenSend = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local due = redis.call('ZRANGEBYSCORE', P .. 'outbox', '-inf', now, 'LIMIT', 0, limit)
local taken = {}
for _, member in ipairs(due) do
  local receipt = redis.call('INCR', P .. 'outbox:sequence')
  local wait = string.sub(member, 1, 5) == 'send:' and math.max(hidden, hiddenSend) or hidden
  redis.call('ZADD', P .. 'outbox', now + wait, member)
  redis.call('HSET', P .. 'outbox:receipts', member, receipt)
  taken[#taken + 1] = member
  taken[#taken + 1] = tostring(receipt)
  taken[#taken + 1] = field(P .. 'outbox:traces', member)
end
return taken
