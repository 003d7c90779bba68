local owner, now = ARGV[1], ARGV[2]
local key = P .. 'parked-deletions:' .. owner
local resumed = 0
for _, id in ipairs(redis.call('SMEMBERS', key)) do
  local reply = P .. 'reply:' .. id
  if field(reply, 'deletion') == 'deleting' and field(reply, 'deletionParked') == owner then
    redis.call('HSET', reply, 'deletionParked', '', 'deletionReason', '', 'deletionAt', now)
    touch('delete:' .. id, now)
    changeReply(id, now)
    audit(now, 'auto', 'deletion-resumed', field(reply, 'threadId'), id)
    resumed = resumed + 1
  end
end
redis.call('DEL', key)
return resumed
