-- Everything that stands here of one thread, as JSON; with `take` all of it goes away in the same step. ARGV[2]: closed before
-- that moment, and nothing of it is under way, or it stays; empty: it goes whatever it is doing. ARGV[3]: the record's
-- SHA-1 as it was read; empty: as it stands. ARGV[5]: so long none of its posts comes back as a new one; empty: it may.
-- `look`: what is to be packed of it: its keys alone, and until which hour they live; `pack` puts ARGV[6], what became of
-- that, in their place; ARGV[7]: the words with which it was packed. A packed thread that was only read is packed again.
-- Answers { 'gone' | 'busy' | 'changed' | 'done', record, sha1 }.
local packs = ARGV[1] == 'look' or ARGV[1] == 'pack'
local take, before, sha, id, buriedFor = ARGV[1] == 'take', ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'gone', '', '' }
end

local wasPacked = unpackedHere[id]
local posts, replies, listed = {}, {}, {}
local function add(list, prefix, member, name)
  if not listed[prefix .. member] and field(P .. prefix .. member, name) == id then
    listed[prefix .. member] = true
    list[#list + 1] = member
  end
end
local function addPost(member)
  add(posts, 'post:', member, 'thread')
end
local function addReply(member)
  add(replies, 'reply:', member, 'threadId')
end

local cards = { field(thread, 'channel') .. ':' .. field(thread, 'cardTs') }
for _, member in ipairs(redis.call('ZRANGE', P .. 'posts:' .. id, 0, -1)) do
  addPost(member)
end
for kind, member in string.gmatch(field(thread, 'parts'), '(%a):(%S+)') do
  if kind == 'p' then
    addPost(member)
  elseif kind == 'r' then
    addReply(member)
  else
    cards[#cards + 1] = member
  end
end
local strangers = redis.call('SMEMBERS', P .. 'others:' .. id)
table.sort(strangers)
for _, member in ipairs(strangers) do
  addPost(member)
end
-- What came before threads knew their parts.
local audits = {}
for _, entry in ipairs(redis.call('LRANGE', P .. 'history:' .. id, 0, -1)) do
  local found = redis.call('XRANGE', P .. 'audit', entry, entry)[1]
  if found then
    audits[#audits + 1] = { entry, found[2] }
    local said = {}
    for i = 1, #found[2], 2 do
      said[found[2][i]] = found[2][i + 1]
    end
    if said.reply and said.reply ~= '' then
      addReply(said.reply)
    end
    if string.match(said.detail or '', '^%d+$') then
      addPost(said.detail)
    end
  end
end
local conversations = {}
for i = 1, #posts do
  local key = P .. 'post:' .. posts[i]
  addPost(field(key, 'first'))
  addPost(field(key, 'newest'))
  local json = field(key, 'json')
  if json ~= '' then
    local post = cjson.decode(json)
    conversations[post.conversationId] = post.author and post.author.id or ''
  end
end

local own, names = {}, {}
local function key(name)
  if not names[name] and redis.call('EXISTS', P .. name) == 1 then
    names[name] = true
    own[#own + 1] = name
  end
end
for _, name in ipairs({ 'thread', 'posts', 'others', 'news', 'reroutes', 'answers', 'notes', 'history', 'turns', 'timed',
  'behind' }) do
  key(name .. ':' .. id)
end
for _, note in ipairs(redis.call('SMEMBERS', P .. 'notes:' .. id)) do
  key('noted:' .. note)
end
for _, post in ipairs(posts) do
  for _, name in ipairs({ 'post:', 'context:', 'under:', 'message:followup:', 'message:edited:', 'message:other:',
    'message:gone:', 'message:context:' }) do
    key(name .. post)
  end
end
for _, reply in ipairs(replies) do
  key('reply:' .. reply)
  key('message:note:' .. reply)
  key('introduced:' .. id .. ':' .. field(P .. 'reply:' .. reply, 'accountId'))
  key('draft:' .. id .. ':' .. field(P .. 'reply:' .. reply, 'responder'))
end
local function mine(name)
  if redis.call('GET', P .. name) == id then
    key(name)
  end
end
mine(field(thread, 'join'))
for conversation, author in pairs(conversations) do
  mine('conversation:' .. conversation)
  mine('join:' .. field(thread, 'brand') .. ':' .. conversation .. ':' .. author)
end
for nth = 0, tonumber(field(thread, 'moves')) or 0 do
  key('message:card:' .. id .. (nth > 0 and ':' .. nth or ''))
end
table.sort(own)

-- What was only looked at is left as it was found.
local function answer(...)
  if wasPacked then
    packAway(id, wasPacked.names, wasPacked.packed)
  end
  return { ... }
end

-- Where it stands in lists of many threads.
local places = {}
local function ranked(name, member)
  local score = redis.call('ZSCORE', P .. name, member)
  if score then
    places[#places + 1] = { name, 'zset', member, score }
  end
end
local function listedIn(name, member)
  if redis.call('SISMEMBER', P .. name, member) == 1 then
    places[#places + 1] = { name, 'set', member, '' }
  end
end
for _, state in ipairs({ 'open', 'claimed', 'answered', 'resolved', 'ignored' }) do
  ranked('threads:' .. state, id)
end
for _, name in ipairs({ 'unsettled', 'waiting', 'muted', 'examples', 'held:' .. field(thread, 'claimedBy'),
  'customer:' .. field(thread, 'brand') .. ':' .. field(thread, 'customer') }) do
  ranked(name, id)
end
for token in string.gmatch(field(thread, 'tokens'), '%S+') do
  ranked('token:' .. token, id)
end
local pieces = {}
for _, post in ipairs(posts) do
  pieces[#pieces + 1] = 'post:' .. post
  ranked('watched', post)
  local around = redis.call('GET', P .. 'context:' .. post)
  for _, item in ipairs(around and cjson.decode(around) or {}) do
    ranked('watched', item.id .. '@' .. post)
  end
  for _, reply in ipairs(replies) do
    ranked('thanks:' .. field(P .. 'reply:' .. reply, 'responder'), post)
  end
end
for _, reply in ipairs(replies) do
  pieces[#pieces + 1] = 'reply:' .. reply
  ranked('approvals', reply)
  listedIn('unknown', reply)
end
listedIn('late', id)
for _, card in ipairs(cards) do
  if redis.call('HGET', P .. 'cards', card) == id then
    places[#places + 1] = { 'cards', 'hash', card, id }
  end
end
local taught = redis.call('HGET', P .. 'examples:taught', id)
if taught then
  places[#places + 1] = { 'examples:taught', 'hash', id, taught }
end

-- Work that is written down of it.
local works = {}
local function work(kinds, subject)
  for _, kind in ipairs(kinds) do
    if redis.call('ZSCORE', P .. 'outbox', kind .. ':' .. subject) then
      works[#works + 1] = kind .. ':' .. subject
    end
  end
end
work({ 'card', 'target', 'conversation', 'forget', 'lease' }, id)
for _, post in ipairs(posts) do
  work({ 'followup', 'own', 'edited', 'other', 'context', 'gone' }, post)
end
for _, reply in ipairs(replies) do
  work({ 'note', 'send', 'delete', 'asked', 'approval' }, reply)
end
for nth = 1, tonumber(field(thread, 'news')) or 0 do
  work({ 'news' }, id .. '/' .. nth)
end

if before ~= '' then
  local state = field(thread, 'state')
  local since = tonumber(redis.call('ZSCORE', P .. 'threads:' .. state, id) or before)
  local closed = state == 'answered' or state == 'resolved' or state == 'ignored'
  if not closed or since >= tonumber(before) or #works > 0
    or field(thread, 'waiting') == '1' then
    return answer('busy', '', '')
  end
  -- Whoever has just unpacked it reads on.
  local unpackedAt = packs and not wasPacked and redis.call('ZSCORE', P .. 'to-pack', id)
  if unpackedAt and redisNow() - tonumber(unpackedAt) < HOUR_MS then
    return answer('busy', '', '')
  end
  -- What is ignored goes by itself; what somebody holds, or what may be gone, is looked at all the time.
  if packs and (state == 'ignored' or field(thread, 'claimedBy') ~= '' or field(thread, 'rootGone') == '1'
    or redis.call('PTTL', thread) > 0) then
    return answer('busy', '', '')
  end
  for _, reply in ipairs(replies) do
    local state = field(P .. 'reply:' .. reply, 'state')
    if state == 'held' or state == 'queued' or state == 'sending' then
      return answer('busy', '', '')
    end
  end
end

local function sorted(flat)
  local rows = {}
  for i = 1, #flat, 2 do
    rows[#rows + 1] = { flat[i], flat[i + 1] }
  end
  table.sort(rows, function(a, b)
    return a[1] < b[1]
  end)
  return rows
end
local function valueOf(name)
  local kind = redis.call('TYPE', P .. name).ok
  if kind == 'hash' then
    return kind, sorted(redis.call('HGETALL', P .. name))
  elseif kind == 'zset' then
    return kind, sorted(redis.call('ZRANGE', P .. name, 0, -1, 'WITHSCORES'))
  elseif kind == 'set' then
    local members = redis.call('SMEMBERS', P .. name)
    table.sort(members)
    return kind, members
  elseif kind == 'list' then
    return kind, redis.call('LRANGE', P .. name, 0, -1)
  end
  return kind, redis.call('GET', P .. name)
end
local keys = {}
for i, name in ipairs(own) do
  local kind, value = valueOf(name)
  keys[i] = { name, kind, value }
  local left = packs and redis.call('PTTL', P .. name) or -1
  if left > 0 then
    keys[i][4] = math.floor((redisNow() + left) / HOUR_MS)
  end
end
local record = cjson.encode(packs and keys or { thread = id, keys = keys, places = places, audit = audits })
local now = redis.sha1hex(record)
if ARGV[1] == 'read' or ARGV[1] == 'look' then
  return answer('done', record, now)
end
if sha ~= '' and sha ~= now then
  return answer('changed', '', '')
end
if ARGV[1] == 'pack' then
  if redis.call('SETNX', P .. 'packed-words', ARGV[7]) == 0 and redis.call('GET', P .. 'packed-words') ~= ARGV[7] then
    return answer('changed', '', '')
  end
  packAway(id, own, ARGV[6])
  for _, piece in ipairs(pieces) do
    redis.call('LREM', P .. 'said', 0, piece)
  end
  count('threads.packed')
  return { 'done', '', now }
end

-- Its surge card counts it no more, and says nothing more of its words.
local folded, group = field(thread, 'folded'), field(thread, 'foldGroup')
if folded ~= '' then
  listFolded(id, folded, false)
end
if group ~= '' then
  local channel = folded ~= '' and folded or field(thread, 'channel')
  local gathered = P .. 'surge-group:' .. channel .. ':' .. group
  for _, name in ipairs(redis.call('HKEYS', gathered)) do
    if string.match(name, '^word:') or field(gathered, name) == id then
      redis.call('HDEL', gathered, name)
    end
  end
  if redis.call('EXISTS', P .. 'surge:' .. channel) == 1 then
    touchSurge(channel, 0)
  end
end

if before ~= '' then
  count('threads.archived')
end
for _, reply in ipairs(replies) do
  redis.call('SREM', P .. 'parked:' .. field(P .. 'reply:' .. reply, 'accountId'), reply)
  redis.call('SREM', P .. 'parked-deletions:' .. field(P .. 'reply:' .. reply, 'deletionParked'), reply)
end
for _, name in ipairs(own) do
  redis.call('DEL', P .. name)
end
redis.call('DEL', P .. 'writing:' .. id)
redis.call('ZREM', P .. 'to-pack', id)
local TAKEN = { zset = 'ZREM', hash = 'HDEL', set = 'SREM' }
if buriedFor ~= '' then
  -- Every process that learnt from it unlearns it: that it is gone must stay to be seen.
  forgetExample(id)
end
for _, place in ipairs(places) do
  if buriedFor == '' or place[1] ~= 'examples' then
    redis.call(TAKEN[place[2]], P .. place[1], place[3])
  end
end
for _, member in ipairs(works) do
  untouch(member)
end
for _, piece in ipairs(pieces) do
  redis.call('LREM', P .. 'said', 0, piece)
end
for _, post in ipairs(buriedFor ~= '' and posts or {}) do
  redis.call('HSET', P .. 'post:' .. post, 'json', '', 'thread', '', 'buried', '1')
  redis.call('PEXPIRE', P .. 'post:' .. post, buriedFor)
end
return { 'done', record, now }
