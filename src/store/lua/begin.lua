local id, now, nonce, grace, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reply = P .. 'reply:' .. id
local state = field(reply, 'state')
if state == 'sending' then
  if field(reply, 'nonce') == nonce then
    return { 'go' }
  end
  local over = tonumber(field(reply, 'sendingAt')) + tonumber(grace)
  if tonumber(now) < over then
    return { 'not-due', over }
  end
  redis.call('HSET', reply, 'state', 'unknown', 'reason', reason)
  untouch('send:' .. id)
  changeReply(id, now)
  count('replies.unknown')
  audit(now, 'auto', 'reply-unknown', field(reply, 'threadId'), id, 'found sending')
  return { 'unknown' }
end
if (state ~= 'held' and state ~= 'queued') or field(reply, 'parked') == '1' then
  return { 'nothing' }
end
local due = tonumber(field(reply, 'notBefore'))
if tonumber(now) < due then
  return { 'not-due', due }
end
redis.call('HSET', reply, 'state', 'sending', 'nonce', nonce, 'sendingAt', now)
redis.call('HINCRBY', reply, 'attempt', 1)
changeReply(id, now)
audit(now, 'auto', 'reply-sending', field(reply, 'threadId'), id, field(reply, 'steps'))
return { 'go' }
