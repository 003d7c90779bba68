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
  redis.call('HSET', reply, 'reason', reason)
  replyDoubtful(id, now, now)
  audit(now, 'auto', 'reply-unknown', field(reply, 'threadId'), id, 'found sending')
  return { 'unknown' }
end
local waiting = state == 'held' and field(reply, 'awaitsPost') == '1'
if state == 'unknown' or waiting then
  local due = tonumber(field(reply, 'notBefore'))
  if due == 0 then
    return { 'nothing' }
  end
  if tonumber(now) < due then
    return { 'not-due', due }
  end
  return { 'look' }
end
if (state ~= 'held' and state ~= 'queued') or field(reply, 'parked') == '1' or field(reply, 'approval') == 'asked' then
  return { 'nothing' }
end
-- Nothing is said in public before a lead has agreed to what follows.
if field(P .. 'reply:' .. field(reply, 'handoverFor'), 'approval') == 'asked' then
  return { 'nothing' }
end
local due = tonumber(field(reply, 'notBefore'))
if tonumber(now) < due then
  return { 'not-due', due }
end
local before = field(reply, 'after')
if before ~= '' and handoverUnderWay(before) then
  -- Its end brings this one back at once.
  return { 'not-due', tonumber(now) + 60000 }
end
-- It came back from a backup, and may have gone out since that was taken.
if field(reply, 'restored') == '1' then
  redis.call('HDEL', reply, 'restored')
  replyDoubtful(id, now, now)
  audit(now, 'auto', 'reply-unknown', field(reply, 'threadId'), id, 'restored')
  return { 'not-due', now }
end
redis.call('HSET', reply, 'state', 'sending', 'nonce', nonce, 'sendingAt', now)
redis.call('HINCRBY', reply, 'attempt', 1)
changeReply(id, now)
audit(now, 'auto', 'reply-sending', field(reply, 'threadId'), id, field(reply, 'steps'))
return { 'go' }
