-- Put before every script. KEYS[1] is the workspace's prefix: all keys of a workspace share one hash tag.
local P = KEYS[1]

-- The caller's mark of the store, always last: a server without it has lost our data (see store-guard.ts).
local MARK = table.remove(ARGV)
if MARK ~= '' and redis.call('GET', P .. 'mark') ~= MARK then
  return redis.error_reply('FACCIALOST the mark of the store is not there')
end

local function touch(member, due)
  redis.call('ZADD', P .. 'outbox', due, member)
  redis.call('HDEL', P .. 'outbox:receipts', member)
end

local function untouch(member)
  redis.call('ZREM', P .. 'outbox', member)
  redis.call('HDEL', P .. 'outbox:receipts', member)
end

local function audit(now, actor, what, thread, reply, detail)
  redis.call('XADD', P .. 'audit', 'MAXLEN', '~', '100000', '*', 'at', now, 'actor', actor, 'what', what,
    'thread', thread or '', 'reply', reply or '', 'detail', detail or '')
end

local function count(name)
  redis.call('HINCRBY', P .. 'counters', name, 1)
end

local function field(key, name)
  return redis.call('HGET', key, name) or ''
end

-- What our accounts said lately, newest first, to be compared with what they say next. Only ids: the words stay in
-- their reply or post. Each is put here once, so the newest one names the whole list.
local function said(entry)
  local key = P .. 'said'
  redis.call('LPUSH', key, entry)
  redis.call('LTRIM', key, 0, 999)
  redis.call('PEXPIRE', key, 7 * 24 * 60 * 60 * 1000)
end

-- The account works again: nothing of its death stays.
local function alive(id)
  local key = P .. 'account:' .. id
  redis.call('HSET', key, 'state', 'linked')
  redis.call('HDEL', key, 'deathId', 'deathKind', 'deathWords', 'deathAt')
end

-- When the account was linked: its tokens are renewed since, the link stays the same.
local function linkedAt(id)
  local json = field(P .. 'account:' .. id, 'json')
  return json ~= '' and string.format('%.0f', cjson.decode(json).linkedAt) or ''
end

-- What X has of a reply's files is not good any more.
local function forgetUploads(reply)
  for _, name in ipairs(redis.call('HKEYS', reply)) do
    if string.sub(name, 1, 7) == 'upload:' then
      redis.call('HDEL', reply, name)
    end
  end
end

local function changeThread(id, now)
  redis.call('HINCRBY', P .. 'thread:' .. id, 'version', 1)
  touch('card:' .. id, now)
end

local function changeReply(id, now)
  redis.call('HINCRBY', P .. 'reply:' .. id, 'version', 1)
  redis.call('HSET', P .. 'reply:' .. id, 'updatedAt', now)
  touch('note:' .. id, now)
end

-- Nobody knows how the attempt ended: the network is searched for it at `lookAt`.
local function replyDoubtful(id, lookAt, now)
  redis.call('HSET', P .. 'reply:' .. id, 'state', 'unknown', 'notBefore', lookAt, 'unknownSince', now,
    'looks', '0')
  touch('send:' .. id, lookAt)
  changeReply(id, now)
  count('replies.unknown')
end

-- Each person is introduced once in a thread: later answers go under the same introduction.
local function introducedBefore(id)
  local reply = P .. 'reply:' .. id
  if field(reply, 'part') ~= 'introduction' then
    return
  end
  local introduction = redis.call('GET',
    P .. 'introduced:' .. field(reply, 'threadId') .. ':' .. field(reply, 'accountId'))
  if introduction then
    redis.call('HSET', reply, 'part', 'answer', 'introductionId', introduction)
  end
end

-- The network does not have it any more: whoever answers next there is introduced anew. Another one may stand there since.
local function forgetIntroduction(threadId, accountId, introduction)
  local key = P .. 'introduced:' .. threadId .. ':' .. accountId
  if redis.call('GET', key) == introduction then
    redis.call('DEL', key)
  end
end

local function introductionGone(id)
  local reply = P .. 'reply:' .. id
  forgetIntroduction(field(reply, 'threadId'), field(reply, 'accountId'), field(reply, 'introductionId'))
  redis.call('HSET', reply, 'introductionId', '')
end

-- Ends a reply that still waits, without anything being public.
local function replyWithdrawn(id, reason, now)
  local reply = P .. 'reply:' .. id
  redis.call('HSET', reply, 'state', 'withdrawn', 'parked', '0', 'asked', '0', 'awaitsPost', '0', 'reason', reason)
  redis.call('SREM', P .. 'parked:' .. field(reply, 'accountId'), id)
  -- The thread may have gone on without one that was parked.
  local thread = P .. 'thread:' .. field(reply, 'threadId')
  if field(thread, 'activeReplyId') == id then
    redis.call('HSET', thread, 'activeReplyId', '')
  end
  untouch('send:' .. id)
  changeReply(id, now)
end

-- Ends a reply that nobody will see.
local function replyRefused(id, reason, now)
  local reply = P .. 'reply:' .. id
  local threadId = field(reply, 'threadId')
  local thread = P .. 'thread:' .. threadId
  redis.call('HSET', reply, 'state', 'refused', 'awaitsPost', '0', 'reason', reason)
  -- The thread may have gone on without it.
  if field(thread, 'activeReplyId') == id then
    redis.call('HSET', thread, 'activeReplyId', '')
    changeThread(threadId, now)
  end
  untouch('send:' .. id)
  changeReply(id, now)
end

-- The introduction takes other words: what was said of the old ones is over.
local function replyReworded(id)
  local reply = P .. 'reply:' .. id
  redis.call('HINCRBY', reply, 'rewordings', 1)
  redis.call('HSET', reply, 'duplicates', '0')
end

-- The way that it took is closed: the reply takes the next one.
local function replyNextStep(id, steps, refusedSteps, part, reason, now)
  redis.call('HSET', P .. 'reply:' .. id, 'state', 'queued', 'steps', steps, 'refusedSteps', refusedSteps, 'part', part,
    'reason', reason, 'notBefore', now, 'duplicates', '0')
  introducedBefore(id)
  touch('send:' .. id, now)
  changeReply(id, now)
end

-- An edited post has a new id: the first one stands for all its versions.
local function original(postId)
  local first = field(P .. 'post:' .. postId, 'first')
  return first ~= '' and first or postId
end

-- The reply reached the customer: whoever wrote again meanwhile still waits.
local function answered(threadId, id, responder, answeredPost, now)
  local thread = P .. 'thread:' .. threadId
  local state = field(thread, 'state')
  redis.call('HSET', thread, 'answeredBy', responder)
  -- One that was found late may stand beside the next answer, which is still under way.
  if field(thread, 'activeReplyId') == id then
    redis.call('HSET', thread, 'activeReplyId', '')
  end
  if original(field(thread, 'last')) == original(answeredPost) then
    redis.call('HSET', thread, 'waiting', '0', 'answerDeleted', '')
    redis.call('SADD', P .. 'answers:' .. threadId, field(P .. 'reply:' .. id, 'postId'))
    if state == 'open' or state == 'claimed' then
      redis.call('HSET', thread, 'state', 'answered')
    end
  end
  changeThread(threadId, now)
end

-- Two answers never share one post.
local function isAnothers(postId, id)
  local owner = field(P .. 'post:' .. postId, 'reply')
  return owner ~= '' and owner ~= id
end

local function replySent(id, postId, postUrl, now)
  local reply = P .. 'reply:' .. id
  local threadId = field(reply, 'threadId')
  redis.call('HSET', reply, 'state', 'sent', 'postId', postId, 'postUrl', postUrl, 'reason', '', 'parked', '0',
    'awaitsPost', '0')
  redis.call('HSET', P .. 'post:' .. postId, 'thread', threadId, 'reply', id)
  if field(reply, 'introductionId') ~= '' then
    redis.call('SADD', P .. 'under:' .. field(reply, 'introductionId'), id)
  end
  untouch('send:' .. id)
  changeReply(id, now)
  answered(threadId, id, field(reply, 'responder'), field(reply, 'inReplyTo'), now)
  count('replies.sent.' .. (string.match(field(reply, 'steps'), '^[^,]+') or 'none'))
end

local function replyIntroduced(id, introductionId, now)
  local reply = P .. 'reply:' .. id
  redis.call('HSET', reply, 'state', 'queued', 'part', 'answer', 'introductionId', introductionId,
    'notBefore', now, 'reason', '', 'duplicates', '0')
  redis.call('HSET', P .. 'post:' .. introductionId, 'thread', field(reply, 'threadId'), 'reply', id)
  redis.call('SET', P .. 'introduced:' .. field(reply, 'threadId') .. ':' .. field(reply, 'accountId'),
    introductionId)
  touch('send:' .. id, now)
  changeReply(id, now)
end

-- A call that X may have counted without telling us what is left now.
local function countedUnseen(seen, prefix, now)
  local remaining, reset = prefix .. 'remaining', prefix .. 'reset'
  local known = redis.call('HMGET', seen, remaining, reset)
  if known[1] and tonumber(known[1]) > 0 and tonumber(known[2]) > now then
    redis.call('HINCRBY', seen, remaining, -1)
  end
end
