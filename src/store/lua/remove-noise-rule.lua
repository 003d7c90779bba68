local id, by, now = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HDEL', P .. 'noise-rules', id) == 0 then
  return 0
end
audit(now, by, 'noise-rule-removed', '', '', id)
return 1
