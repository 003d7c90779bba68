local id, json, by, now, detail = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if redis.call('HSETNX', P .. 'noise-rules', id, json) == 0 then
  return 0
end
audit(now, by, 'noise-rule-made', '', '', detail)
return 1
