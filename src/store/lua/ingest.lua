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
count('mentions.received')

if kind == 'dropped' then
  redis.call('HSET', postKey, 'json', '', 'thread', '')
  redis.call('PEXPIRE', postKey, droppedTtl)
  count('dropped.' .. reason)
  return { 'dropped' }
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
  if tonumber(createdAt) >= tonumber(field(key, 'lastAt')) then
    redis.call('HSET', key, 'last', postId, 'lastAt', createdAt)
  end
  if state ~= 'ignored' then
    redis.call('HSET', key, 'waiting', '1')
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
redis.call('HSET', P .. 'thread:' .. thread, 'id', thread, 'brand', brand, 'channel', channel, 'topic', topic,
  'state', 'open', 'root', postId, 'last', postId, 'lastAt', createdAt, 'customer', author, 'waiting', '1',
  'openedAt', now, 'version', 0)
redis.call('SET', joinKey, thread)
redis.call('SET', P .. 'conversation:' .. conversation, thread)
changeThread(thread, now)
count('mentions.opened')
audit(now, 'auto', 'thread-opened', thread, '', postId)
return { 'opened', thread }
