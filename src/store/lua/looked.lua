local id, attempt, looks, now, kind = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reply = P .. 'reply:' .. id
local threadId = field(reply, 'threadId')
local state = field(reply, 'state')
local waiting = state == 'held' and field(reply, 'awaitsPost') == '1'
if (state ~= 'unknown' and not waiting) or field(reply, 'attempt') ~= attempt then
  return 0
end
-- A person's decision is not bound to the search that goes on beside it.
if field(reply, 'looks') ~= looks and kind ~= 'send-again' then
  return 0
end

if kind == 'look-again' then
  redis.call('HINCRBY', reply, 'looks', 1)
  redis.call('HSET', reply, 'notBefore', ARGV[6])
  if ARGV[7] ~= '' then
    redis.call('HSET', reply, 'reason', ARGV[7])
  end
  touch('send:' .. id, ARGV[6])
elseif kind == 'send-again' then
  if state ~= 'unknown' then
    return 0
  end
  local thread = P .. 'thread:' .. threadId
  local active, stage = field(thread, 'activeReplyId'), field(thread, 'state')
  -- A hand-over is there for its answer only.
  local answer = field(reply, 'handoverFor')
  local over = stage == 'resolved' or stage == 'ignored'
  if answer == '' then
    over = over or (active ~= id and active ~= '')
  else
    over = over or active ~= answer
  end
  if over then
    redis.call('HSET', reply, 'state', 'refused', 'reason', ARGV[7])
    untouch('send:' .. id)
    kind = 'not-sent-again'
  else
    if answer == '' then
      redis.call('HSET', thread, 'activeReplyId', id)
    end
    redis.call('HSET', reply, 'state', 'queued', 'notBefore', now)
    touch('send:' .. id, now)
    count('replies.sent-again')
  end
elseif kind == 'not-posted' then
  redis.call('HSET', reply, 'state', 'refused', 'awaitsPost', '0', 'reason', ARGV[6])
  redis.call('HSET', P .. 'thread:' .. threadId, 'activeReplyId', '')
  untouch('send:' .. id)
  changeThread(threadId, now)
elseif kind == 'given-up' then
  redis.call('HSET', reply, 'notBefore', '0', 'reason', ARGV[6])
  redis.call('HINCRBY', reply, 'looks', 1)
  untouch('send:' .. id)
elseif kind == 'parked' then
  redis.call('SADD', P .. 'parked:' .. ARGV[6], id)
  redis.call('HSET', reply, 'notBefore', '0', 'reason', ARGV[7])
  redis.call('HINCRBY', reply, 'looks', 1)
  untouch('send:' .. id)
end
changeReply(id, now)
if kind ~= 'look-again' then
  audit(now, kind == 'send-again' and ARGV[6] ~= '' and ARGV[6] or 'auto', 'reply-' .. kind, threadId, id)
end
return 1
