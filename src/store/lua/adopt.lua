local what, id, postId, postUrl, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local reply = P .. 'reply:' .. id
if field(reply, 'state') ~= 'unknown' then
  return 0
end
if what == 'introduction' then
  if field(reply, 'part') ~= 'introduction' then
    return 0
  end
  replyIntroduced(id, postId, now)
else
  replySent(id, postId, postUrl, now)
end
count('replies.adopted')
audit(now, 'auto', 'reply-adopted', field(reply, 'threadId'), id, postId)
return 1
