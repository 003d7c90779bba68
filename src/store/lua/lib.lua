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

local function changeThread(id, now)
  redis.call('HINCRBY', P .. 'thread:' .. id, 'version', 1)
  touch('card:' .. id, now)
end

local function changeReply(id, now)
  redis.call('HINCRBY', P .. 'reply:' .. id, 'version', 1)
  redis.call('HSET', P .. 'reply:' .. id, 'updatedAt', now)
  touch('note:' .. id, now)
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
  if field(thread, 'last') == answeredPost then
    redis.call('HSET', thread, 'waiting', '0')
    if state == 'open' or state == 'claimed' then
      redis.call('HSET', thread, 'state', 'answered')
    end
  end
  changeThread(threadId, now)
end

local function replySent(id, postId, postUrl, now)
  local reply = P .. 'reply:' .. id
  local threadId = field(reply, 'threadId')
  redis.call('HSET', reply, 'state', 'sent', 'postId', postId, 'postUrl', postUrl, 'reason', '', 'parked', '0')
  redis.call('HSET', P .. 'post:' .. postId, 'thread', threadId, 'reply', id)
  untouch('send:' .. id)
  changeReply(id, now)
  answered(threadId, id, field(reply, 'responder'), field(reply, 'inReplyTo'), now)
  count('replies.sent.' .. (string.match(field(reply, 'steps'), '^[^,]+') or 'none'))
end

local function replyIntroduced(id, introductionId, now)
  local reply = P .. 'reply:' .. id
  redis.call('HSET', reply, 'state', 'queued', 'part', 'answer', 'introductionId', introductionId,
    'notBefore', now, 'reason', '')
  redis.call('HSET', P .. 'post:' .. introductionId, 'thread', field(reply, 'threadId'), 'reply', id)
  touch('send:' .. id, now)
  changeReply(id, now)
end
