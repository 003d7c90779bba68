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
local actor = 'auto'

-- The thread went on without this reply.
local function overtaken()
  local thread = P .. 'thread:' .. threadId
  local active, stage = field(thread, 'activeReplyId'), field(thread, 'state')
  -- A hand-over is there for its answer only.
  local answer = field(reply, 'handoverFor')
  if answer ~= '' then
    return active ~= answer
  end
  return stage == 'resolved' or stage == 'ignored' or (active ~= id and active ~= '')
end

-- Nobody decides anything yet, or nobody but a person does.
local function goOn(due, reason)
  redis.call('HINCRBY', reply, 'looks', 1)
  redis.call('HSET', reply, 'notBefore', due)
  if reason ~= '' then
    redis.call('HSET', reply, 'reason', reason)
  end
  if due == '0' then
    untouch('send:' .. id)
  else
    touch('send:' .. id, due)
  end
  changeReply(id, now)
end

if kind == 'look-again' then
  goOn(ARGV[6], ARGV[7])
  return 1
elseif kind == 'send-again' or kind == 'next-step' then
  if state ~= 'unknown' then
    return 0
  end
  if overtaken() then
    kind = 'not-sent-again'
    replyRefused(id, ARGV[6], now)
  else
    if field(reply, 'handoverFor') == '' then
      redis.call('HSET', P .. 'thread:' .. threadId, 'activeReplyId', id)
    end
    if kind == 'next-step' then
      replyNextStep(id, ARGV[7], ARGV[8], ARGV[9], ARGV[10], now)
    else
      actor = ARGV[7] ~= '' and ARGV[7] or actor
      if ARGV[8] == '1' then
        replyReworded(id)
      end
      redis.call('HSET', reply, 'state', 'queued', 'notBefore', now)
      touch('send:' .. id, now)
      changeReply(id, now)
      count('replies.sent-again')
    end
  end
elseif kind == 'not-posted' then
  redis.call('HSET', reply, 'unseen', '1')
  replyRefused(id, '', now)
elseif kind == 'refused' then
  replyRefused(id, ARGV[6], now)
elseif kind == 'given-up' then
  if waiting then
    redis.call('HSET', reply, 'state', 'unknown', 'unknownSince', now, 'awaitsPost', '0')
  end
  goOn('0', ARGV[6])
elseif kind == 'parked' then
  redis.call('SADD', P .. 'parked:' .. ARGV[6], id)
  goOn('0', ARGV[7])
end
audit(now, actor, 'reply-' .. kind, threadId, id)
return 1
