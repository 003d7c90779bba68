-- Says that somebody was forgotten, not who. ARGV[1]: names this one line.
local once = P .. 'counted:' .. ARGV[1]
if redis.call('SET', once, '1', 'NX', 'PX', ARGV[2]) then
  audit(ARGV[3], 'operations', ARGV[4], '', '', ARGV[5])
  count('forgotten.' .. ARGV[4])
end
return 1
