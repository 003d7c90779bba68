local id, day, call, micros, warnAt, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local ttl, idTtl = ARGV[7], ARGV[8]
if not redis.call('SET', P .. 'spent-id:' .. id, '1', 'NX', 'PX', idTtl) then
  return 0
end
local spent = P .. 'spent:' .. day
redis.call('HINCRBY', spent, call, micros)
redis.call('PEXPIRE', spent, ttl)
redis.call('HINCRBY', P .. 'spent-ever', call, micros)
if warnAt ~= '' then
  local sum = 0
  for _, part in ipairs(redis.call('HVALS', spent)) do
    sum = sum + tonumber(part)
  end
  if sum >= tonumber(warnAt) and redis.call('SET', P .. 'spent-warned:' .. day, now, 'NX', 'PX', ttl) then
    touch('budget:' .. day, now)
    audit(now, 'auto', 'budget-warned', '', '', day .. ': ' .. sum)
  end
end
return 1
