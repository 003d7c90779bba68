local budget, now = ARGV[1], ARGV[2]
local before = redis.call('GET', P .. 'budget')
if before == budget then
  return 0
end
redis.call('SET', P .. 'budget', budget)
local resumed = 0
for _, id in ipairs(redis.call('ZRANGE', P .. 'places-line:money', 0, -1)) do
  local reply = P .. 'reply:' .. id
  if field(reply, 'state') == 'queued' then
    redis.call('HSET', reply, 'notBefore', now)
    touch('send:' .. id, now)
    changeReply(id, now)
    resumed = resumed + 1
  end
end
redis.call('DEL', P .. 'places-line:money', P .. 'places-due:money')
audit(now, 'auto', 'budget-changed', '', '', budget)
return resumed
