-- Posts of one source, in their order, and how far it was read: all in one step. Each post brings `FIELDS` arguments.
local source, token, cursor, now = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local droppedTtl, ownDelay, questionChanged = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local watchAt, mutedTtl, staysIgnored = ARGV[8], tonumber(ARGV[9]), ARGV[10]
local HEAD, FIELDS = 10, 20

if token < tonumber(redis.call('HGET', P .. 'fences', source) or '0') then
  return { { 'fenced' } }
end

-- Counted once for all of them, at the end.
local counted = {}
local function count(name)
  counted[name] = (counted[name] or 0) + 1
end

-- The threads that these posts open, and the posts: what they have in common is written once for all of them, before
-- anything else looks for it.
local opened, watched = {}, {}
local function listOpened()
  if #opened > 0 then
    threadsOpened(opened, now)
    watchAll(watched, watchAt)
    opened, watched = {}, {}
  end
end

local function ingest(postId, post, kind, brand, channel, topic, reason, author, conversation, inReplyTo, createdAt,
  versions, quoted, noise, noiseReason, noiseWhy, priority, because, suggestion, given)
  -- `noise`: what the noise rules say of it: `drop`, `mute` or nothing; by what; and what they found.
  local postKey = P .. 'post:' .. postId
  if redis.call('EXISTS', postKey) == 1 then
    -- One of our own answers may be known by its id only: now its words are known too.
    redis.call('HSETNX', postKey, 'json', post)
    count('mentions.duplicate')
    return { 'duplicate' }
  end

  -- The versions of this post that came before it, oldest first; one of them that stands in a thread, if we have one.
  local older, first, known = {}, postId, ''
  for id in string.gmatch(versions, '%d+') do
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
      partOf(thread, 'p:' .. id)
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
      replyWithdrawn(id, questionChanged, now)
      count('replies.stopped')
      audit(now, 'auto', 'reply-withdrawn', thread, id, postId)
    elseif (state == 'held' or state == 'queued') and field(reply, 'unknownSince') == '' then
      -- What may be public already is searched for under the version that it answered.
      redis.call('HSET', reply, 'inReplyTo', postId)
    end
  end

  if kind == 'mention' and known ~= '' then
    listOpened()
    local thread = field(P .. 'post:' .. known, 'thread')
    local key, newest = P .. 'thread:' .. thread, field(P .. 'post:' .. first, 'newest')
    local third = field(P .. 'post:' .. known, 'third')
    redis.call('HSET', postKey, 'json', post, 'thread', thread, 'seenAt', now)
    if newest ~= '' and (#postId < #newest or (#postId == #newest and postId < newest)) then
      redis.call('HSET', postKey, 'first', first)
      count('mentions.duplicate')
      return { 'duplicate' }
    end
    rememberVersions(thread)
    for _, id in ipairs(older) do
      redis.call('ZREM', P .. 'watched', id)
      redis.call('ZREM', P .. 'posts:' .. thread, id)
    end
    local host = field(P .. 'post:' .. known, 'host')
    if host ~= '' then
      redis.call('HSET', postKey, 'host', host)
      touch('other:' .. first, now)
    end
    if third == '1' then
      redis.call('HSET', postKey, 'third', '1')
      redis.call('SADD', P .. 'others:' .. thread, postId)
      watch(postId, watchAt)
      changeThread(thread, now)
      count('mentions.edited')
      audit(now, 'auto', 'mention-edited', thread, '', postId)
      return { 'edited', thread }
    end
    redis.call('ZADD', P .. 'posts:' .. thread, createdAt, postId)
    for _, place in ipairs({ 'root', 'last' }) do
      if original(field(key, place)) == first then
        redis.call('HSET', key, place, postId)
      end
    end
    redis.call('SETNX', P .. 'join:' .. field(key, 'brand') .. ':' .. conversation .. ':' .. author, thread)
    redis.call('SETNX', P .. 'conversation:' .. conversation, thread)
    changeQuestion(thread)
    if field(key, 'state') == 'ignored' and field(key, 'ignoredBy') == '' and noise == '' then
      -- What muted it is not in it any more.
      heard(thread, watchAt, now)
    elseif field(key, 'state') ~= 'ignored' then
      watch(postId, watchAt)
      touch('edited:' .. postId, now)
    end
    changeThread(thread, now)
    count('mentions.edited')
    audit(now, 'auto', 'mention-edited', thread, '', postId)
    return { 'edited', thread }
  end
  count('mentions.received')

  local function drop(because)
    redis.call('HSET', postKey, 'json', '', 'thread', '')
    redis.call('PEXPIRE', postKey, droppedTtl)
    count('dropped.' .. because)
    return { 'dropped' }
  end

  if kind == 'dropped' then
    return drop(reason)
  end

  if kind == 'own' and known ~= '' then
    -- What was said of the older version, by whomever, is said of this one.
    local before = P .. 'post:' .. known
    local thread = field(before, 'thread')
    redis.call('HSET', postKey, 'json', post, 'thread', thread, 'byHand', '1')
    partOf(thread, 'p:' .. postId)
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
    partOf(thread, 'p:' .. postId)
    if parentThread == '' then
      redis.call('HSET', postKey, 'loose', '1')
    end
    said('post:' .. postId)
    count('mentions.own')
    -- Whoever of us answers somebody else has not answered the customer.
    if thread ~= '' and (inReplyTo == '' or field(P .. 'post:' .. inReplyTo, 'third') ~= '1') then
      rememberVersions(thread)
      touch('own:' .. postId, tonumber(now) + ownDelay)
    end
    return { 'own', thread }
  end

  local joinKey = 'join:' .. brand .. ':' .. conversation .. ':' .. author
  local function isThread(id)
    return id ~= '' and redis.call('EXISTS', P .. 'thread:' .. id) == 1
  end

  -- What it answers or quotes, where we do not have it, is fetched by a job.
  local function wantContext()
    for _, id in ipairs({ inReplyTo, quoted }) do
      if id ~= '' and field(P .. 'post:' .. id, 'json') == '' and field(P .. 'post:' .. id, 'thread') == '' then
        touch('context:' .. postId, now)
        return
      end
    end
  end

  local thread = redis.call('GET', P .. joinKey) or ''
  if not isThread(thread) then
    thread = ''
  end
  local parent = P .. 'thread:' .. parentThread
  if thread == '' and parentThread ~= '' and field(parent, 'customer') == author and field(parent, 'brand') == brand then
    thread = parentThread
  end

  if thread ~= '' then
    listOpened()
    local key = P .. 'thread:' .. thread
    local state = field(key, 'state')
    local reopened = state == 'answered' or state == 'resolved'
    redis.call('HSET', postKey, 'json', post, 'thread', thread, 'seenAt', now)
    rememberVersions(thread)
    redis.call('ZADD', P .. 'posts:' .. thread, createdAt, postId)
    if tonumber(createdAt) >= tonumber(field(key, 'lastAt')) then
      redis.call('HSET', key, 'last', postId, 'lastAt', createdAt)
    end
    if state == 'ignored' and noise == '' then
      local muted = field(key, 'ignoredBy') == ''
      if muted or not string.find(staysIgnored, ',' .. field(key, 'ignoredReason') .. ',', 1, true) then
        heard(thread, watchAt, now)
        state, reopened = 'open', true
      end
    end
    if state == 'ignored' then
      redis.call('HINCRBY', key, 'ignoredSince', 1)
      local left = redis.call('PTTL', key)
      if left > 0 then
        redis.call('PEXPIRE', postKey, left)
      end
    else
      redis.call('HSET', key, 'answerDeleted', '')
      turnIs(thread, 'waits', createdAt, now)
      redis.call('DEL', P .. 'answers:' .. thread)
      if reopened then
        redis.call('HSET', key, 'state', field(key, 'claimedBy') ~= '' and 'claimed' or 'open', 'returning', '1',
          'missedBy', '')
      end
      watch(postId, watchAt)
      wantContext()
      touch('followup:' .. postId, now)
      if field(key, 'folded') ~= '' then
        redis.call('HINCRBY', P .. 'surge:' .. field(key, 'folded'), 'followups', 1)
        touchSurge(field(key, 'folded'), now)
      end
    end
    changeThread(thread, now)
    count('mentions.joined')
    audit(now, 'auto', reopened and 'thread-reopened' or 'mention-joined', thread, '', postId)
    return { 'joined', thread, reopened and 1 or 0 }
  end

  if noise == 'drop' then
    return drop(noiseReason)
  end

  -- The thread of somebody else that this is said in: it answers a post of it, or the customer there began the
  -- conversation. Under a post of ours, or of a stranger, everybody speaks for themselves.
  local function hostOf()
    local began = P .. 'post:' .. conversation
    local hosts = { field(P .. 'post:' .. inReplyTo, 'loose') == '1' and '' or parentThread }
    if field(began, 'third') ~= '1' then
      hosts[2] = field(began, 'thread')
    end
    for _, id in ipairs(hosts) do
      if isThread(id) and field(P .. 'thread:' .. id, 'brand') == brand and field(P .. 'thread:' .. id, 'state') ~= 'ignored' then
        return id
      end
    end
    return ''
  end

  local HOUR_MS = 60 * 60 * 1000
  -- What begins a conversation stands in nobody's.
  local begins = inReplyTo == '' and conversation == postId
  local host = noise == '' and not begins and hostOf() or ''
  if host ~= '' then
    listOpened()
    local key = P .. 'thread:' .. host
    redis.call('HSET', postKey, 'json', post, 'thread', host, 'third', '1', 'host', host)
    redis.call('SADD', P .. 'others:' .. host, postId)
    for _, id in ipairs(older) do
      redis.call('SADD', P .. 'others:' .. host, id)
    end
    rememberVersions(host)
    for _, id in ipairs(older) do
      redis.call('HSET', P .. 'post:' .. id, 'third', '1', 'host', host)
    end
    -- A crowd under one card rings once an hour.
    if tonumber(now) - tonumber(field(key, 'rangAt') ~= '' and field(key, 'rangAt') or '0') >= HOUR_MS then
      redis.call('HSET', key, 'rangAt', now)
      redis.call('HSET', postKey, 'rings', '1')
    end
    redis.call('HINCRBY', key, 'others', 1)
    watch(postId, watchAt)
    touch('other:' .. first, now)
    changeThread(host, now)
    count('mentions.others')
    audit(now, 'auto', 'other-wrote', host, '', postId)
    return { 'other', host }
  end

  thread = 'x-' .. postId
  redis.call('HSET', postKey, 'json', post, 'thread', thread, 'seenAt', now)
  rememberVersions(thread)
  redis.call('ZADD', P .. 'posts:' .. thread, createdAt, postId)
  local key = P .. 'thread:' .. thread
  local start = noise ~= 'mute' and THREAD_OPEN or { 'state', 'ignored', 'waiting', '0', 'version', 0, 'ignoredBy', '',
    'ignoredReason', noiseReason, 'ignoredWhy', noiseWhy, 'ignoredAt', now, 'ignoredSince', '0' }
  redis.call('HSET', key, 'id', thread, 'brand', brand, 'channel', channel, 'topic', topic, 'root', postId, 'last', postId,
    'lastAt', createdAt, 'customer', author, 'openedAt', now, 'join', joinKey, 'priority', priority, 'because', because,
    'suggestion', suggestion, unpack(start))

  if noise == 'mute' then
    redis.call('SET', P .. joinKey, thread)
    redis.call('ZADD', P .. 'muted', now, thread)
    redis.call('ZREMRANGEBYSCORE', P .. 'muted', '-inf', tonumber(now) - mutedTtl)
    count('muted.' .. noiseReason)
    audit(now, 'auto', 'muted', thread, '', noiseReason)
    for _, key in ipairs(keysOfThread(thread)) do
      redis.call('PEXPIRE', key, mutedTtl)
    end
    return { 'muted', thread }
  end

  redis.call('MSET', P .. joinKey, thread, P .. 'conversation:' .. conversation, thread)
  wantContext()
  watched[#watched + 1] = postId
  opened[#opened + 1] = { id = thread, brand = brand, customer = author, since = createdAt }
  count('mentions.opened')
  local history = { entered(now, 'auto', 'thread-opened', thread, '', postId) }
  if given ~= '' then
    history[2] = entered(now, 'auto', suggestion == '' and 'topic-given' or 'topic-suggested', thread, '', given)
  end
  redis.call('RPUSH', P .. 'history:' .. thread, unpack(history))
  count('topics.' .. (suggestion ~= '' and 'suggested' or because ~= '' and 'by-rule' or 'none'))
  return { 'opened', thread }
end

local results, hours = {}, {}
for at = HEAD + 1, #ARGV, FIELDS do
  local fine, result = pcall(ingest, unpack(ARGV, at, at + FIELDS - 1))
  if not fine then
    -- Those before it are stored: nothing of them may be missing.
    listOpened()
    -- With the code that Redis gave it, by which the caller knows what is wrong.
    return redis.error_reply(type(result) == 'table' and result.err or result)
  end
  results[#results + 1] = result
  if result[1] ~= 'duplicate' then
    local hour = string.format('%.0f', math.floor(tonumber(ARGV[at + 10]) / 3600000))
    hours[hour] = (hours[hour] or 0) + 1
  end
end
listOpened()
for name, times in pairs(counted) do
  redis.call('HINCRBY', P .. 'counters', name, times)
end
heardFrom(source, hours, now)
-- Last: what broke on the way is read again.
if cursor ~= '' then
  redis.call('HSET', P .. 'cursors', source, cursor)
end
return results
