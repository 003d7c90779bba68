-- A customer's post is not there any more: nothing of its words stays, in any version.
local why, reason, now = ARGV[1], ARGV[2], ARGV[3]
local id = ARGV[4]
local post = P .. 'post:' .. id
if redis.call('EXISTS', post) == 0 or field(post, 'erased') == '1' then
  redis.call('ZREM', P .. 'watched', id)
  return 0
end
local first, threadId = original(id), field(post, 'thread')
for i = 4, #ARGV, 2 do
  redis.call('HSET', P .. 'post:' .. ARGV[i], 'json', ARGV[i + 1], 'erased', '1')
  redis.call('ZREM', P .. 'watched', ARGV[i])
end
redis.call('HSET', P .. 'post:' .. first, 'erased', '1')
count('posts.erased.' .. why)
audit(now, 'auto', 'post-erased', threadId, '', id)
local thread = P .. 'thread:' .. threadId
if threadId == '' or redis.call('EXISTS', thread) == 0 then
  return 1
end

-- What it taught went with its words.
if original(field(thread, 'root')) == first then
  forgetExample(threadId)
end

-- The customer's newest post that is still there; empty: none.
local function newestLeft()
  local found = redis.call('ZREVRANGE', P .. 'posts:' .. threadId, 0, -1)
  for _, each in ipairs(found) do
    if field(P .. 'post:' .. each, 'erased') ~= '1' and field(P .. 'post:' .. original(each), 'erased') ~= '1' then
      return each
    end
  end
  return ''
end

if field(post, 'third') ~= '1' then
  local left = newestLeft()
  if left ~= '' and original(field(thread, 'last')) == first then
    redis.call('HSET', thread, 'last', left, 'lastAt', redis.call('ZSCORE', P .. 'posts:' .. threadId, left))
  end
  local active = field(thread, 'activeReplyId')
  local reply = P .. 'reply:' .. active
  local state = field(reply, 'state')
  if active ~= '' and original(field(reply, 'inReplyTo')) == first and (state == 'held' or state == 'queued')
    and field(reply, 'introductionId') == '' and field(reply, 'unknownSince') == '' then
    replyWithdrawn(active, reason, now)
    count('replies.stopped')
    audit(now, 'auto', 'reply-withdrawn', threadId, active, id)
  end
  -- There is nothing left that anybody could answer.
  if left == '' and field(thread, 'waiting') == '1' then
    redis.call('HSET', thread, 'returning', '')
    turnIs(threadId, 'ignored', now, now)
    if field(thread, 'state') == 'open' then
      redis.call('HSET', thread, 'state', 'resolved')
      audit(now, 'auto', 'resolved', threadId, '', 'nothing left to answer')
    end
  end
end
touch('gone:' .. first, now)
changeThread(threadId, now)
return 1
