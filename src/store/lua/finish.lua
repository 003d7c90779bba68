local id, attempt, now, kind = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local reply = P .. 'reply:' .. id
if field(reply, 'state') ~= 'sending' or field(reply, 'attempt') ~= attempt then
  return 0
end
local threadId = field(reply, 'threadId')

if kind == 'introduced' then
  replyIntroduced(id, ARGV[5], now)
elseif kind == 'sent' then
  replySent(id, ARGV[5], ARGV[6], now)
elseif kind == 'next-step' then
  redis.call('HSET', reply, 'state', 'queued', 'steps', ARGV[5], 'refusedSteps', ARGV[6], 'part', ARGV[7],
    'reason', ARGV[8], 'notBefore', now)
  introducedBefore(id)
  touch('send:' .. id, now)
  changeReply(id, now)
elseif kind == 'retry' then
  redis.call('HSET', reply, 'state', 'queued', 'notBefore', ARGV[5], 'reason', ARGV[6])
  redis.call('HINCRBY', reply, 'wording', ARGV[7])
  touch('send:' .. id, ARGV[5])
  changeReply(id, now)
elseif kind == 'refused' then
  redis.call('HSET', reply, 'state', 'refused', 'reason', ARGV[5])
  untouch('send:' .. id)
  if field(reply, 'handoverFor') == '' then
    redis.call('HSET', P .. 'thread:' .. threadId, 'activeReplyId', '')
    changeThread(threadId, now)
  end
  changeReply(id, now)
elseif kind == 'unknown' then
  redis.call('HSET', reply, 'reason', ARGV[5])
  replyDoubtful(id, ARGV[6], now)
elseif kind == 'awaiting-post' then
  redis.call('HSET', reply, 'state', 'held', 'awaitsPost', '1', 'notBefore', ARGV[5], 'looks', '0', 'reason', '')
  touch('send:' .. id, ARGV[5])
  changeReply(id, now)
elseif kind == 'parked' then
  redis.call('HSET', reply, 'state', 'held', 'parked', '1', 'asked', '0', 'reason', ARGV[5], 'parkedAt', now,
    'parkedThread', field(P .. 'thread:' .. threadId, 'state'))
  redis.call('SADD', P .. 'parked:' .. field(reply, 'accountId'), id)
  -- It may work again already: whoever looks after the account sees that.
  touch('account:' .. field(reply, 'accountId'), now)
  untouch('send:' .. id)
  changeReply(id, now)
end
if kind == 'refused' or kind == 'parked' or kind == 'awaiting-post' then
  count('replies.' .. kind)
end
audit(now, 'auto', 'reply-' .. kind, threadId, id, ARGV[5])
return 1
