local id, attempt, now, kind = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local reply = P .. 'reply:' .. id
if field(reply, 'state') ~= 'sending' or field(reply, 'attempt') ~= attempt then
  return 0
end
local threadId = field(reply, 'threadId')

-- Found by a search, and another reply's since.
local lookAt = kind == 'introduced' and ARGV[6] or kind == 'sent' and ARGV[7] or ''
if lookAt ~= '' and isAnothers(ARGV[5], id) then
  kind = 'unknown'
  redis.call('HSET', reply, 'reason', '')
  redis.call('HINCRBY', reply, 'duplicates', 1)
  replyDoubtful(id, lookAt, now)
elseif kind == 'introduced' then
  replyIntroduced(id, ARGV[5], now)
elseif kind == 'sent' then
  replySent(id, ARGV[5], ARGV[6], now)
elseif kind == 'next-step' then
  if ARGV[9] == '1' then
    introductionGone(id)
  end
  replyNextStep(id, ARGV[5], ARGV[6], ARGV[7], ARGV[8], now)
elseif kind == 'retry' then
  redis.call('HSET', reply, 'state', 'queued', 'notBefore', ARGV[5], 'reason', ARGV[6])
  if ARGV[7] == '1' then
    replyReworded(id)
  end
  if ARGV[8] == '1' then
    forgetUploads(reply)
  end
  touch('send:' .. id, ARGV[5])
  changeReply(id, now)
elseif kind == 'refused' then
  if ARGV[6] == '1' then
    introductionGone(id)
  end
  replyRefused(id, ARGV[5], now)
elseif kind == 'unknown' then
  redis.call('HSET', reply, 'reason', ARGV[5])
  redis.call('HINCRBY', reply, 'duplicates', ARGV[7])
  replyDoubtful(id, ARGV[6], now)
elseif kind == 'awaiting-post' then
  redis.call('HSET', reply, 'state', 'held', 'awaitsPost', '1', 'notBefore', ARGV[5], 'looks', '0', 'reason', '')
  touch('send:' .. id, ARGV[5])
  changeReply(id, now)
elseif kind == 'parked' then
  redis.call('HSET', reply, 'state', 'held', 'parked', '1', 'asked', '0', 'reason', ARGV[5], 'parkedAt', now,
    'parkedThread', field(P .. 'thread:' .. threadId, 'state'), 'parkedFor', ARGV[7])
  local account = ARGV[7] ~= '' and ARGV[7] or field(reply, 'accountId')
  redis.call('SADD', P .. 'parked:' .. account, id)
  -- It may work again already: whoever looks after the account sees that. One that works, but whose link does not cover
  -- this reply, is looked after only when it was linked anew meanwhile.
  if ARGV[6] == '' or linkedAt(account) ~= ARGV[6] then
    touch('account:' .. account, now)
  end
  untouch('send:' .. id)
  changeReply(id, now)
end
if kind == 'refused' or kind == 'parked' or kind == 'awaiting-post' then
  count('replies.' .. kind)
end
audit(now, 'auto', 'reply-' .. kind, threadId, id, ARGV[5])
return 1
