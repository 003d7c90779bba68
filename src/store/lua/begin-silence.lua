-- A source is silent since this moment, and was not noticed to be.
local source, since, expected, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local silence = P .. 'silence:' .. source
if redis.call('HGET', P .. 'heard:' .. source, 'at') ~= since or redis.call('HGET', silence, 'since') == since then
  return 0
end
redis.call('HSET', silence, 'since', since, 'expected', expected, 'noticedAt', now, 'endedAt', '')
touch('silence:' .. source, now)
count('sources.silent')
audit(now, 'auto', 'source-silent', '', '', source)
return 1
