local source, token, cursor, postId, post = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
local kind, brand, channel, topic, reason = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local now, author, conversation, inReplyTo, createdAt = ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]
local postKey = P .. 'post:' .. postId
local droppedTtl = tonumber(ARGV[16])

if token < tonumber(redis.call('HGET', P .. 'fences', source) or '0') then
  return { 'fenced' }
end
if cursor ~= '' then
  redis.call('HSET', P .. 'cursors', source, cursor)
end
if redis.call('EXISTS', postKey) == 1 then
  -- One of our own answers may be known by its id only: now its words are known too.
  redis.call('HSETNX', postKey, 'json', post)
  count('mentions.duplicate')
  return { 'duplicate' }
end

-- The versions of this post that came before it, oldest first; one of them that stands in a thread, if we have one.
local older, first, known = {}, postId, ''
for id in string.gmatch(ARGV[18], '%d+') do
  if #id < #postId or (#id == #postId and id < postId) then
    older[#older + 1] = id
    first = older[1]
    if field(P .. 'post:' .. id, 'thread') ~= '' then
      known = id
    end
  end
end

-- An older version that comes late must not come back as a post of its own.
local function rememberVersions(thread)
  for _, id in ipairs(older) do
    redis.call('HSETNX', P .. 'post:' .. id, 'thread', thread)
    redis.call('HSET', P .. 'post:' .. id, 'first', first)
  end
  if #older > 0 then
    redis.call('HSET', postKey, 'first', first)
    redis.call('HSET', P .. 'post:' .. first, 'newest', postId)
  end
end

-- What waits to answer the older version: its author decides anew, unless the customer was told to expect it.
local function changeQuestion(thread)
  local id = field(P .. 'thread:' .. thread, 'activeReplyId')
  local reply = P .. 'reply:' .. id
  if id == '' or original(field(reply, 'inReplyTo')) ~= first then
    return
  end
  local state = field(reply, 'state')
  if state == 'held' and not announced(id) then
    replyWithdrawn(id, ARGV[19], now)
    count('replies.stopped')
    audit(now, 'auto', 'reply-withdrawn', thread, id, postId)
  elseif (state == 'held' or state == 'queued') and field(reply, 'unknownSince') == '' then
    -- What may be public already is searched for under the version that it answered.
    redis.call('HSET', reply, 'inReplyTo', postId)
  end
end

if kind == 'mention' and known ~= '' then
  local thread = field(P .. 'post:' .. known, 'thread')
  local key, newest = P .. 'thread:' .. thread, field(P .. 'post:' .. first, 'newest')
  redis.call('HSET', postKey, 'json', post, 'thread', thread)
  if newest ~= '' and (#postId < #newest or (#postId == #newest and postId < newest)) then
    redis.call('HSET', postKey, 'first', first)
    count('mentions.duplicate')
    return { 'duplicate' }
  end
  rememberVersions(thread)
  for _, place in ipairs({ 'root', 'last' }) do
    if original(field(key, place)) == first then
      redis.call('HSET', key, place, postId)
    end
  end
  redis.call('SETNX', P .. 'join:' .. field(key, 'brand') .. ':' .. conversation .. ':' .. author, thread)
  redis.call('SETNX', P .. 'conversation:' .. conversation, thread)
  changeQuestion(thread)
  if field(key, 'state') ~= 'ignored' then
    touch('edited:' .. postId, now)
  end
  changeThread(thread, now)
  count('mentions.edited')
  audit(now, 'auto', 'mention-edited', thread, '', postId)
  return { 'edited', thread }
end
count('mentions.received')

if kind == 'dropped' then
  redis.call('HSET', postKey, 'json', '', 'thread', '')
  redis.call('PEXPIRE', postKey, droppedTtl)
  count('dropped.' .. reason)
  return { 'dropped' }
end

if kind == 'own' and known ~= '' then
  -- What was said of the older version, by whomever, is said of this one.
  local before = P .. 'post:' .. known
  local thread = field(before, 'thread')
  redis.call('HSET', postKey, 'json', post, 'thread', thread, 'byHand', '1')
  local reply = field(before, 'reply')
  if reply ~= '' then
    redis.call('HSET', postKey, 'reply', reply)
  end
  rememberVersions(thread)
  count('mentions.own')
  return { 'own', thread }
end

local parentThread = inReplyTo ~= '' and field(P .. 'post:' .. inReplyTo, 'thread') or ''

if kind == 'own' then
  local thread = parentThread
  if thread == '' then
    thread = redis.call('GET', P .. 'conversation:' .. conversation) or ''
  end
  redis.call('HSET', postKey, 'json', post, 'thread', thread)
  said('post:' .. postId)
  count('mentions.own')
  if thread ~= '' then
    rememberVersions(thread)
    touch('own:' .. postId, tonumber(now) + tonumber(ARGV[17]))
  end
  return { 'own', thread }
end

local joinKey = P .. 'join:' .. brand .. ':' .. conversation .. ':' .. author
local thread = redis.call('GET', joinKey)
if not thread and parentThread ~= '' then
  local parent = P .. 'thread:' .. parentThread
  if field(parent, 'customer') == author and field(parent, 'brand') == brand then
    thread = parentThread
  end
end

if thread then
  local key = P .. 'thread:' .. thread
  local state = field(key, 'state')
  local reopened = state == 'answered' or state == 'resolved'
  redis.call('HSET', postKey, 'json', post, 'thread', thread)
  rememberVersions(thread)
  if tonumber(createdAt) >= tonumber(field(key, 'lastAt')) then
    redis.call('HSET', key, 'last', postId, 'lastAt', createdAt)
  end
  if state ~= 'ignored' then
    redis.call('HSET', key, 'answerDeleted', '')
    turnIs(thread, 'waits', createdAt, now)
    redis.call('DEL', P .. 'answers:' .. thread)
    if reopened then
      redis.call('HSET', key, 'state', field(key, 'claimedBy') ~= '' and 'claimed' or 'open')
    end
    touch('followup:' .. postId, now)
  end
  changeThread(thread, now)
  count('mentions.joined')
  audit(now, 'auto', reopened and 'thread-reopened' or 'mention-joined', thread, '', postId)
  return { 'joined', thread, reopened and 1 or 0 }
end

thread = 'x-' .. postId
redis.call('HSET', postKey, 'json', post, 'thread', thread)
rememberVersions(thread)
redis.call('HSET', P .. 'thread:' .. thread, 'id', thread, 'brand', brand, 'channel', channel, 'topic', topic,
  'state', 'open', 'root', postId, 'last', postId, 'lastAt', createdAt, 'customer', author,
  'openedAt', now, 'version', 0)
turnIs(thread, 'waits', createdAt, now)
redis.call('SET', joinKey, thread)
redis.call('SET', P .. 'conversation:' .. conversation, thread)
changeThread(thread, now)
count('mentions.opened')
audit(now, 'auto', 'thread-opened', thread, '', postId)
return { 'opened', thread }
