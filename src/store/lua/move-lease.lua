-- Its holder was warned, or has a little longer: from then on nothing is said until it ends.
local id, holder, from, to, how, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local thread = P .. 'thread:' .. id
local known = field(thread, 'leaseUntil')
if field(thread, 'claimedBy') ~= holder then
  return 0
end
if known == to and field(thread, 'leaseWarned') == to then
  return 1
end
if known ~= from then
  return 0
end
redis.call('HSET', thread, 'leaseUntil', to, 'leaseWarned', to)
if how == 'stretched' then
  redis.call('HSET', thread, 'leaseStretched', '1')
end
audit(now, 'auto', 'lease-' .. how, id, '', holder)
return 1
