-- Whoever wrote this in somebody else's thread wants to be forgotten. ARGV[3]: what is kept of it.
local host, now, json = ARGV[1], ARGV[2], ARGV[3]
local changed = 0
for i = 4, #ARGV do
  local post = P .. 'post:' .. ARGV[i]
  redis.call('ZREM', P .. 'watched', ARGV[i])
  untouch('other:' .. ARGV[i])
  untouch('context:' .. ARGV[i])
  if redis.call('EXISTS', post) == 1 and field(post, 'json') ~= json then
    redis.call('HSET', post, 'json', json, 'erased', '1')
    changed = changed + 1
  end
end
if changed > 0 and redis.call('EXISTS', P .. 'thread:' .. host) == 1 then
  changeThread(host, now)
end
return 1
