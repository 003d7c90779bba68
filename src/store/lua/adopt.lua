local what, id, postId, postUrl, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reply = P .. 'reply:' .. id
local waiting = field(reply, 'state') == 'held' and field(reply, 'awaitsPost') == '1'
local restored = field(reply, 'restored') == '1' and (field(reply, 'state') == 'held' or field(reply, 'state') == 'queued')
if field(reply, 'state') ~= 'unknown' and not waiting and not restored then
  return 0
end
if isAnothers(postId, id) then
  return 2
end
if what == 'introduction' then
  if field(reply, 'part') ~= 'introduction' then
    return 0
  end
  -- The thread may have been resolved since: the answer goes on only as the one that is under way.
  local threadId = field(reply, 'threadId')
  local active = field(P .. 'thread:' .. threadId, 'activeReplyId')
  if active ~= id and active ~= '' then
    return 0
  end
  if active == '' then
    redis.call('HSET', P .. 'thread:' .. threadId, 'activeReplyId', id)
    changeThread(threadId, now)
  end
  replyIntroduced(id, postId, now)
else
  replySent(id, postId, postUrl, now)
end
count('replies.adopted')
audit(now, 'auto', 'reply-adopted', field(reply, 'threadId'), id, postId)
return 1
