local id, known, user, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local newest = field(P .. 'saved-versions', id)
if newest == '' then
  return 'deleted'
end
if newest ~= known then
  return 'changed'
end
redis.call('HDEL', P .. 'saved-versions', id)
redis.call('HDEL', P .. 'saved', id)
audit(now, user, 'saved-reply-deleted', '', '', id)
return 'deleted'
