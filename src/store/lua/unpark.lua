local account, now = ARGV[1], ARGV[2]
local parked = redis.call('SMEMBERS', P .. 'parked:' .. account)
local resumed = 0
for _, id in ipairs(parked) do
  local reply = P .. 'reply:' .. id
  if field(reply, 'state') == 'held' and field(reply, 'parked') == '1' then
    redis.call('HSET', reply, 'parked', '0', 'reason', '', 'notBefore', now)
    touch('send:' .. id, now)
    changeReply(id, now)
    audit(now, 'auto', 'reply-resumed', field(reply, 'threadId'), id)
    resumed = resumed + 1
  elseif field(reply, 'state') == 'unknown' then
    redis.call('HSET', reply, 'notBefore', now)
    touch('send:' .. id, now)
  end
end
redis.call('DEL', P .. 'parked:' .. account)
return resumed
