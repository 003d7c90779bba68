local id, holder, till, why, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local thread, mark = P .. 'thread:' .. id, holder .. ' ' .. till
if field(thread, 'claimedBy') == '' and field(thread, 'leaseEnded') == mark then
  return 1
end
if field(thread, 'claimedBy') ~= holder or field(thread, 'leaseUntil') ~= till or not leaseRuns(id) then
  return 0
end
makeRoom(id, reason, now)
news(id, now, { kind = 'lease-ended', from = holder, why = why, since = tonumber(field(thread, 'claimedAt')) })
holds(id, '', now)
redis.call('HSET', thread, 'leaseEnded', mark)
changeThread(id, now)
count('leases.ended.' .. why)
audit(now, 'auto', 'lease-ended', id, '', holder .. ' ' .. why)
return 1
