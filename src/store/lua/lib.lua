-- Put before every script, after `head.lua` and `unpacking.lua`.

-- For each work in turn: when it is due, and its member.
local function touchAll(works)
  local members, traces = {}, {}
  for at = 2, #works, 2 do
    members[#members + 1] = works[at]
    traces[#traces + 1] = works[at]
    traces[#traces + 1] = TRACE
  end
  redis.call('ZADD', P .. 'outbox', unpack(works))
  redis.call('HDEL', P .. 'outbox:receipts', unpack(members))
  if TRACE ~= '' then
    redis.call('HSET', P .. 'outbox:traces', unpack(traces))
  end
end

local function touch(member, due)
  touchAll({ due, member })
end

local function untouch(member)
  redis.call('ZREM', P .. 'outbox', member)
  redis.call('HDEL', P .. 'outbox:receipts', member)
  redis.call('HDEL', P .. 'outbox:traces', member)
end

local function entered(now, actor, what, thread, reply, detail)
  return redis.call('XADD', P .. 'audit', 'MAXLEN', '~', '300000', '*', 'at', now, 'actor', actor, 'what', what,
    'thread', thread or '', 'reply', reply or '', 'detail', detail or '')
end

local function audit(now, actor, what, thread, reply, detail)
  local entry = entered(now, actor, what, thread, reply, detail)
  if thread and thread ~= '' then
    if redis.call('RPUSH', P .. 'history:' .. thread, entry) > 300 then
      redis.call('LTRIM', P .. 'history:' .. thread, -300, -1)
    end
  end
end

-- Redis's own time, in milliseconds.
local function redisNow()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function redisText(moment)
  return string.format('%.0f', moment)
end

-- Until when a source is read by the holder of this fencing token, unless they renew it.
local function readUntil(token, moment)
  return 'fence ' .. token .. ' until ' .. redisText(moment)
end

local function count(name)
  redis.call('HINCRBY', P .. 'counters', name, 1)
end

local function field(key, name)
  return redis.call('HGET', key, name) or ''
end

-- What belongs to a thread besides its customer's posts, so that it can go with it: `p:<post>`,
-- `r:<reply>` and `c:<channel>:<ts>` (a card). Posts of other
-- people may be many: they have a set of their own.
local function partOf(threadId, member)
  local thread = P .. 'thread:' .. threadId
  if threadId == '' or redis.call('EXISTS', thread) == 0 then
    return
  end
  local parts = field(thread, 'parts')
  if not string.find(' ' .. parts .. ' ', ' ' .. member .. ' ', 1, true) then
    redis.call('HSET', thread, 'parts', parts == '' and member or parts .. ' ' .. member)
  end
end

-- How long something took, for metrics: counted by the smallest of these seconds that it fits in.
local TOOK = { 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400 }

local function took(what, ms)
  local long, place = math.max(0, tonumber(ms)), 'inf'
  for _, seconds in ipairs(TOOK) do
    if long <= seconds * 1000 then
      place = seconds
      break
    end
  end
  redis.call('HINCRBY', P .. 'took', what .. ':' .. place, 1)
  redis.call('HINCRBY', P .. 'took', what .. ':ms', string.format('%.0f', long))
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

-- Whether the holder's time runs: not while the customer is to write next, nor while an answer goes out by itself. What
-- waits for the holder's own hand or link, or for somebody's decision, does not stop it.
local function leaseRuns(id)
  local thread = P .. 'thread:' .. id
  if field(thread, 'claimedBy') == '' or field(thread, 'state') ~= 'claimed' then
    return false
  end
  local active = field(thread, 'activeReplyId')
  if active == '' then
    return true
  end
  local reply = P .. 'reply:' .. active
  local state = field(reply, 'state')
  if state == 'held' then
    return field(reply, 'parked') == '1' or field(reply, 'awaitsPost') == '1'
  end
  return state == 'unknown' and field(reply, 'notBefore') == '0'
end

-- A lease that stands still begins anew when it goes on: whoever looks after it sees that it has no end.
local function watchLease(id, now)
  if leaseRuns(id) then
    touch('lease:' .. id, now)
  else
    redis.call('HDEL', P .. 'thread:' .. id, 'leaseUntil', 'leaseWarned', 'leaseStretched')
    untouch('lease:' .. id)
  end
end

-- Each thread stands in the list of its state, by when it came into it.
local function listThread(id, now)
  local thread = P .. 'thread:' .. id
  local state, listed = field(thread, 'state'), field(thread, 'listed')
  if state ~= listed then
    if listed ~= '' then
      redis.call('ZREM', P .. 'threads:' .. listed, id)
    end
    redis.call('ZADD', P .. 'threads:' .. state, now, id)
    redis.call('HSET', thread, 'listed', state)
  end
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

-- What a source brings, by the hour in which it was written: so that a silence is seen that is not usual.
local function heardFrom(source, hours, now)
  local key, any = P .. 'heard:' .. source, false
  for hour, posts in pairs(hours) do
    redis.call('HINCRBY', key, hour, posts)
    any = true
  end
  if not any then
    return
  end
  redis.call('HSETNX', key, 'since', now)
  redis.call('HSET', key, 'at', now)
  local silence = P .. 'silence:' .. source
  if redis.call('HGET', silence, 'endedAt') == '' then
    redis.call('HSET', silence, 'endedAt', now)
    touch('silence:' .. source, now)
    audit(now, 'auto', 'source-speaks', '', '', source)
  end
end

-- The last second of a channel that is taken, never further away than it was in Redis's own time: a clock that was ahead and
-- went back keeps nobody waiting. What it may be wrong by is less than the fewest cards that fold.
local TURN_SLACK = 4

local function lastTurn(name, now)
  local key = P .. 'pace:' .. name
  local last = redis.call('GET', key)
  return last and math.min(tonumber(last), now + redis.call('PTTL', key)) or 0
end

-- Slack takes one message a second and channel: each has its place there, and keeps it.
local function turnOf(name, of, now, spacing, ttl)
  local mine = redis.call('GET', P .. 'turn:' .. of)
  if mine then
    return tonumber(mine)
  end
  local turn = math.max(now, lastTurn(name, now) + spacing)
  redis.call('SET', P .. 'pace:' .. name, turn, 'PX', math.ceil(turn - now + TURN_SLACK * spacing))
  redis.call('SET', P .. 'turn:' .. of, turn, 'PX', ttl)
  return turn
end

-- The surge card of a channel changes at most so often, and always once more at last.
local SURGE_EVERY = 5000

local function touchSurge(channel, now)
  local member = 'surge:' .. channel
  local shown = tonumber(field(P .. 'surge:' .. channel, 'shownAt')) or 0
  local due, stands = math.max(tonumber(now), shown + SURGE_EVERY), redis.call('ZSCORE', P .. 'outbox', member)
  if not stands or tonumber(stands) > due or redis.call('HEXISTS', P .. 'outbox:receipts', member) == 1 then
    touch(member, due)
  end
end

-- How alike two texts are, 0 to 1: how many places of their signatures are the same, eight signs each.
local function alikeness(one, other)
  if one == '' or #one ~= #other then
    return 0
  end
  local same = 0
  for at = 1, #one, 8 do
    if string.sub(one, at, at + 7) == string.sub(other, at, at + 7) then
      same = same + 1
    end
  end
  return same * 8 / #one
end

-- How many are folded in a channel, where all channels are counted together.
local function countFolded(channel)
  local many = redis.call('ZCARD', P .. 'folded:' .. channel)
  redis.call(many > 0 and 'ZADD' or 'ZREM', P .. 'folded-channels', unpack(many > 0 and { many, channel } or { channel }))
end

-- A folded thread stands on the surge card of its channel and in its group, or stands there no more.
local function listFolded(id, channel, listed)
  local group = field(P .. 'thread:' .. id, 'foldGroup')
  local changed
  if listed then
    changed = redis.call('ZADD', P .. 'folded:' .. channel, field(P .. 'thread:' .. id, 'openedAt'), id) == 1
  else
    changed = redis.call('ZREM', P .. 'folded:' .. channel, id) == 1
  end
  countFolded(channel)
  if not changed or group == '' then
    return changed
  end
  local left, groups = P .. 'surge-left:' .. channel .. ':' .. group, P .. 'surge-groups:' .. channel
  redis.call(listed and 'ZADD' or 'ZREM', left, unpack(listed and { field(P .. 'thread:' .. id, 'openedAt'), id } or { id }))
  local many = redis.call('ZCARD', left)
  redis.call(many > 0 and 'ZADD' or 'ZREM', groups, unpack(many > 0 and { many, group } or { group }))
  return true
end

-- Its card is written, and what waited to be said under it follows.
local function unfold(id, now)
  local thread = P .. 'thread:' .. id
  local channel = field(thread, 'folded')
  if listFolded(id, channel, false) then
    redis.call('HINCRBY', P .. 'surge:' .. channel, 'opened', 1)
  end
  redis.call('HDEL', thread, 'folded')
  redis.call('HSET', thread, 'unfolded', '1')
  for _, member in ipairs(redis.call('SMEMBERS', P .. 'behind:' .. id)) do
    touch(member, now)
  end
  redis.call('DEL', P .. 'behind:' .. id)
  touch('card:' .. id, now)
  touchSurge(channel, now)
  count('surges.opened')
end

-- Whoever takes a folded thread needs its card; what is over needs none. One that waits again while its surge is over has
-- no card to be listed on.
local function tendFolded(id, now)
  local thread = P .. 'thread:' .. id
  local channel, state = field(thread, 'folded'), field(thread, 'state')
  if channel == '' then
    return
  end
  local over = field(P .. 'surge:' .. channel, 'state') == 'over'
  if state == 'claimed' or channel ~= field(thread, 'channel') or (state == 'open' and over) then
    unfold(id, now)
  elseif listFolded(id, channel, state == 'open') then
    touchSurge(channel, now)
  end
end

local function tagWith(id, tag)
  local thread = P .. 'thread:' .. id
  local tags = {}
  for known in string.gmatch(field(thread, 'tags'), '%S+') do
    if known == tag then
      return
    end
    tags[#tags + 1] = known
  end
  tags[#tags + 1] = tag
  table.sort(tags)
  redis.call('HSET', thread, 'tags', table.concat(tags, ' '))
end

-- It is about something that is known: it gets its tag, and its saved reply to begin with.
local function partOfIncident(id, incident, tag, now)
  redis.call('HSET', P .. 'thread:' .. id, 'incident', incident)
  tagWith(id, tag)
  redis.call('HINCRBY', P .. 'incident:' .. incident, 'mentions', 1)
  audit(now, 'auto', 'part-of-incident', id, '', tag)
end

local function changeThread(id, now)
  local thread = P .. 'thread:' .. id
  local state = field(thread, 'state')
  listThread(id, now)
  tendFolded(id, now)
  redis.call('HINCRBY', thread, 'version', 1)
  touch('card:' .. id, now)
  watchLease(id, now)
  if state == 'open' or state == 'claimed' then
    redis.call('ZADD', P .. 'unsettled', field(thread, 'openedAt'), id)
  else
    redis.call('ZREM', P .. 'unsettled', id)
  end
end

-- Whether the sentence that hands over in public is still on its way; its answer goes after it.
local function handoverUnderWay(id)
  local reply = P .. 'reply:' .. id
  local state = field(reply, 'state')
  return state == 'held' or state == 'queued' or state == 'sending'
    or (state == 'unknown' and field(reply, 'notBefore') ~= '0')
end

-- What a thread teaches about topics. Only its id stands here: the words stay in its post, and go with it. The newest
-- 2,000, for 180 days.
local function forgetExample(id)
  if redis.call('HDEL', P .. 'examples:taught', id) == 1 then
    redis.call('ZADD', P .. 'examples', redis.call('INCR', P .. 'examples:place'), id)
  end
end

local function teach(id, topic, by, now)
  local thread = P .. 'thread:' .. id
  -- What was told us on the phone is nobody's lesson.
  if field(thread, 'loggedBy') ~= '' then
    return
  end
  if field(thread, 'rootGone') == '1' or field(P .. 'post:' .. field(thread, 'root'), 'erased') == '1' then
    return
  end
  redis.call('HSET', P .. 'examples:taught', id, cjson.encode({ topic = topic, by = by, at = tonumber(now) }))
  redis.call('ZADD', P .. 'examples', redis.call('INCR', P .. 'examples:place'), id)
  for _, old in ipairs(redis.call('ZRANGE', P .. 'examples', 0, 9)) do
    local taught = redis.call('HGET', P .. 'examples:taught', old)
    local aged = taught and cjson.decode(taught).at < tonumber(now) - 180 * 24 * 60 * 60 * 1000
    if aged or redis.call('ZCARD', P .. 'examples') > 2000 then
      redis.call('ZREM', P .. 'examples', old)
      redis.call('HDEL', P .. 'examples:taught', old)
    end
  end
end

-- A thread that was answered where it stood was in the right place, unless somebody knew better.
local function answeredHere(id, now)
  local thread = P .. 'thread:' .. id
  if redis.call('HEXISTS', P .. 'examples:taught', id) == 0 then
    local because = field(thread, 'because')
    local byRule = because ~= '' and not string.find(because, '"person"', 1, true)
    teach(id, field(thread, 'topic'), byRule and 'rule' or 'answered', now)
  end
end

-- An answer of this thread that must end before its holder may lose it; '': none.
local function answerUnderWay(id)
  local thread = P .. 'thread:' .. id
  local active = field(thread, 'activeReplyId')
  local stage = active ~= '' and field(P .. 'reply:' .. active, 'state') or ''
  if stage == 'held' and field(P .. 'reply:' .. active, 'parked') == '1' then
    -- Nothing is on its way, and nobody knows when: the thread goes on without it, its author is asked later.
    redis.call('HSET', thread, 'activeReplyId', '')
  elseif stage == 'held' or stage == 'queued' or stage == 'sending' then
    return active
  end
  return ''
end

-- Gives the thread back to its channel.
local function giveBack(id)
  local thread = P .. 'thread:' .. id
  local holder = field(thread, 'claimedBy')
  redis.call('HSET', thread, 'state', field(thread, 'waiting') == '1' and 'open' or 'answered', 'claimedBy', '',
    'claimedAt', '')
  redis.call('ZREM', P .. 'held:' .. holder, id)
end

-- Nothing is due at once when a customer waits: one look later is enough for what comes in a burst.
local TARGET_AFTER = 30000

-- Whose turn it is in a thread: the customer waits for us, or we for them. What follows is looked at by a job.
local function turnIs(threadId, kind, at, now)
  if redis.call('RPUSH', P .. 'turns:' .. threadId, kind .. ':' .. at) > 400 then
    redis.call('LTRIM', P .. 'turns:' .. threadId, -400, -1)
  end
  if kind == 'waits' then
    redis.call('HSET', P .. 'thread:' .. threadId, 'waiting', '1')
    redis.call('ZADD', P .. 'waiting', 'NX', at, threadId)
  else
    local since = redis.call('ZSCORE', P .. 'waiting', threadId)
    if kind == 'answered' and since and redis.call('HSETNX', P .. 'thread:' .. threadId, 'firstAnswerAt', at) == 1 then
      took('first-answer', at - since)
    end
    redis.call('HSET', P .. 'thread:' .. threadId, 'waiting', '0')
    redis.call('ZREM', P .. 'waiting', threadId)
    redis.call('SREM', P .. 'late', threadId)
  end
  touch('target:' .. threadId, tonumber(now) + (kind == 'waits' and TARGET_AFTER or 2000))
end

-- New threads begin here, wherever their customers wrote or spoke: each with its id, brand, customer (empty: nobody of the
-- network) and `since`, when their waiting began. What changeThread would look for is known: they stand in no list yet. The
-- hash of each says so already (THREAD_OPEN).
local THREAD_OPEN = { 'state', 'open', 'listed', 'open', 'waiting', '1', 'version', 1 }

local function threadsOpened(threads, now)
  local waiting, listed, works = {}, {}, {}
  local function put(into, score, member)
    into[#into + 1] = score
    into[#into + 1] = member
  end
  for _, thread in ipairs(threads) do
    local id = thread.id
    redis.call('RPUSH', P .. 'turns:' .. id, 'waits:' .. thread.since)
    if thread.customer ~= '' then
      redis.call('ZADD', P .. 'customer:' .. thread.brand .. ':' .. thread.customer, now, id)
    end
    put(waiting, thread.since, id)
    put(listed, now, id)
    put(works, tonumber(now) + TARGET_AFTER, 'target:' .. id)
    put(works, now, 'card:' .. id)
  end
  redis.call('ZADD', P .. 'waiting', 'NX', unpack(waiting))
  redis.call('ZADD', P .. 'threads:open', unpack(listed))
  redis.call('ZADD', P .. 'unsettled', unpack(listed))
  touchAll(works)
end

local function changeReply(id, now)
  local reply = P .. 'reply:' .. id
  redis.call(field(reply, 'state') == 'unknown' and 'SADD' or 'SREM', P .. 'unknown', id)
  redis.call('HINCRBY', reply, 'version', 1)
  redis.call('HSET', reply, 'updatedAt', now)
  touch('note:' .. id, now)
  local threadId, answer = field(reply, 'threadId'), field(reply, 'handoverFor')
  if answer ~= '' then
    local state = field(P .. 'reply:' .. answer, 'state')
    if (state == 'held' or state == 'queued') and not handoverUnderWay(id) then
      touch('send:' .. answer, now)
    end
  elseif field(P .. 'thread:' .. threadId, 'activeReplyId') == id then
    watchLease(threadId, now)
  end
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

-- Whether the customer was told in public to expect this answer.
local function announced(id)
  local reply = P .. 'reply:' .. id
  local before = field(reply, 'after')
  local state = before ~= '' and field(P .. 'reply:' .. before, 'state') or ''
  return field(reply, 'introductionId') ~= '' or state == 'sending' or state == 'sent' or state == 'unknown'
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
  local before = field(reply, 'after')
  if before ~= '' then
    local state = field(P .. 'reply:' .. before, 'state')
    if state == 'held' or state == 'queued' then
      redis.call('HSET', P .. 'reply:' .. before, 'state', 'withdrawn', 'reason', reason)
      untouch('send:' .. before)
      changeReply(before, now)
    end
  end
  local waitsFor = field(reply, 'parkedFor')
  redis.call('HSET', reply, 'state', 'withdrawn', 'parked', '0', 'parkedFor', '', 'asked', '0', 'awaitsPost', '0',
    'reason', reason)
  if redis.call('ZREM', P .. 'approvals', id) == 1 then
    touch('approval:' .. id, now)
  end
  redis.call('SREM', P .. 'parked:' .. (waitsFor ~= '' and waitsFor or field(reply, 'accountId')), id)
  -- The thread may have gone on without one that was parked.
  local thread = P .. 'thread:' .. field(reply, 'threadId')
  if field(thread, 'activeReplyId') == id then
    redis.call('HSET', thread, 'activeReplyId', '')
  end
  untouch('send:' .. id)
  changeReply(id, now)
end

-- Another person is to have the thread: what waits for its author only goes on without it. Answers the reply that stands
-- in the way; nil: none does.
local function makeRoom(id, reason, now)
  local thread = P .. 'thread:' .. id
  local active = field(thread, 'activeReplyId')
  if active == '' then
    return nil
  end
  local reply = P .. 'reply:' .. active
  local state = field(reply, 'state')
  if state == 'held' and field(reply, 'parked') == '1' then
    redis.call('HSET', thread, 'activeReplyId', '')
  elseif state == 'held' and field(reply, 'awaitsPost') == '1' then
    replyWithdrawn(active, reason, now)
    audit(now, 'auto', 'reply-withdrawn', id, active, reason)
  elseif state == 'held' or state == 'queued' or state == 'sending' then
    return active
  end
  return nil
end

-- Its author goes, or wants to be out of it: what is not public is taken back. Answers the reply for which it is too
-- late; nil: there is none.
local function stopAnswer(id, reason, now)
  local active = field(P .. 'thread:' .. id, 'activeReplyId')
  if active == '' then
    return nil
  end
  local state = field(P .. 'reply:' .. active, 'state')
  if state == 'sending' or ((state == 'held' or state == 'queued') and announced(active)) then
    return active
  end
  if state == 'held' or state == 'queued' then
    replyWithdrawn(active, reason, now)
    audit(now, 'auto', 'reply-withdrawn', id, active, reason)
  end
  return nil
end

-- Empty: nobody. The state follows from who is to write next.
local function holds(id, user, now)
  local thread = P .. 'thread:' .. id
  local before, waiting = field(thread, 'claimedBy'), field(thread, 'waiting') == '1'
  if before ~= '' then
    redis.call('ZREM', P .. 'held:' .. before, id)
  end
  redis.call('HDEL', thread, 'leaseUntil', 'leaseWarned', 'leaseStretched')
  redis.call('HSET', thread, 'claimedBy', user, 'claimedAt', user ~= '' and now or '',
    'state', waiting and (user ~= '' and 'claimed' or 'open') or 'answered')
  if user ~= '' then
    redis.call('ZADD', P .. 'held:' .. user, now, id)
  end
end

-- A change of who has a thread: told in its Slack thread, and to those whom it concerns.
local function news(id, now, what)
  local number = redis.call('HINCRBY', P .. 'thread:' .. id, 'news', 1)
  what.at = tonumber(now)
  redis.call('HSET', P .. 'news:' .. id, number, cjson.encode(what))
  touch('news:' .. id .. '/' .. number, now)
end

-- Whether this person asked to be kept from this thread's author.
local function shielded(id, user)
  local customer = field(P .. 'thread:' .. id, 'customer')
  return customer ~= '' and redis.call('SISMEMBER', P .. 'shields:' .. customer, user) == 1
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

-- The work that never ends while there is something to do: a due time that stands stays.
local function keepTouched(member, due)
  if not redis.call('ZSCORE', P .. 'outbox', member) then
    touch(member, due)
  end
end

-- Words of these posts stand in Slack: from then on it is asked of the network whether their authors deleted them. An empty
-- moment: never. The one that begins the list may meet a round that just found it empty, and that round must not end it.
local function watchAll(members, at)
  if at == '' then
    return
  end
  local looks = {}
  for _, member in ipairs(members) do
    looks[#looks + 1] = at
    looks[#looks + 1] = member
  end
  local new = redis.call('ZADD', P .. 'watched', 'NX', unpack(looks))
  if new == 0 then
    return
  end
  if redis.call('ZCARD', P .. 'watched') == new then
    touch('recheck:posts', at)
  else
    keepTouched('recheck:posts', at)
  end
end

local function watch(member, at)
  watchAll({ member }, at)
end

-- All that would be forgotten by itself while a thread is muted.
local function keysOfThread(id)
  local thread = P .. 'thread:' .. id
  local keys = { thread, P .. 'turns:' .. id, P .. 'posts:' .. id, P .. 'history:' .. id, P .. field(thread, 'join') }
  for _, post in ipairs(redis.call('ZRANGE', P .. 'posts:' .. id, 0, -1)) do
    keys[#keys + 1] = P .. 'post:' .. post
  end
  return keys
end

-- An ignored thread is one like any other again.
local function heard(id, watchAt, now)
  redis.call('ZREM', P .. 'muted', id)
  for _, key in ipairs(keysOfThread(id)) do
    redis.call('PERSIST', key)
  end
  redis.call('HDEL', P .. 'thread:' .. id, 'ignoredBy', 'ignoredReason', 'ignoredWhy', 'ignoredAt', 'ignoredSince')
  redis.call('HSET', P .. 'thread:' .. id, 'state', 'open')
  turnIs(id, 'waits', now, now)
  for _, post in ipairs(redis.call('ZRANGE', P .. 'posts:' .. id, 0, -1)) do
    watch(post, watchAt)
    touch('context:' .. post, now)
  end
  local conversation = string.match(field(P .. 'thread:' .. id, 'join'), ':(%d+):')
  if conversation then
    redis.call('SETNX', P .. 'conversation:' .. conversation, id)
  end
  local thread = P .. 'thread:' .. id
  if field(thread, 'customer') ~= '' then
    redis.call('ZADD', P .. 'customer:' .. field(thread, 'brand') .. ':' .. field(thread, 'customer'), 'NX', now, id)
  end
  count('threads.brought-back')
end

-- Answers to a personal account may not name the brand: the conversation is searched for them for a while.
local function followConversation(threadId, postId, now)
  redis.call('HSET', P .. 'thread:' .. threadId, 'searchFrom', now, 'searchSince', postId)
  touch('conversation:' .. threadId, now)
end

-- What a person said to customers today, for the limit that they set themselves.
local function countAnswer(responder, answer, now)
  local key = P .. 'answered:' .. responder
  redis.call('ZADD', key, 'NX', now, answer)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', tonumber(now) - 3 * 24 * 60 * 60 * 1000)
  redis.call('PEXPIRE', key, 3 * 24 * 60 * 60 * 1000)
end

-- How many threads somebody holds whose customer waits.
local function openThreads(user)
  local open = 0
  for _, id in ipairs(redis.call('ZRANGE', P .. 'held:' .. user, 0, -1)) do
    if field(P .. 'thread:' .. id, 'state') == 'claimed' then
      open = open + 1
    end
  end
  return open
end

-- The reply reached the customer: whoever wrote again meanwhile still waits.
local function answered(threadId, id, responder, answeredPost, now)
  local thread = P .. 'thread:' .. threadId
  local state = field(thread, 'state')
  redis.call('HSET', thread, 'answeredBy', responder)
  redis.call('HDEL', thread, 'handover')
  countAnswer(responder, id, now)
  -- One that was found late may stand beside the next answer, which is still under way.
  if field(thread, 'activeReplyId') == id then
    redis.call('HSET', thread, 'activeReplyId', '')
  end
  answeredHere(threadId, now)
  if original(field(thread, 'last')) == original(answeredPost) then
    redis.call('HSET', thread, 'answerDeleted', '')
    turnIs(threadId, 'answered', now, now)
    local postId = field(P .. 'reply:' .. id, 'postId')
    if postId ~= '' then
      redis.call('SADD', P .. 'answers:' .. threadId, postId)
    end
    if state == 'open' or state == 'claimed' then
      redis.call('HSET', thread, 'state', 'answered')
    end
  end
  changeThread(threadId, now)
end

-- The customer was told who goes on: that post introduces them too, since it names their account.
local function handedOver(id, postId, now)
  local reply = P .. 'reply:' .. id
  local threadId, answer = field(reply, 'threadId'), field(reply, 'handoverFor')
  redis.call('HDEL', P .. 'thread:' .. threadId, 'handover')
  redis.call('SET', P .. 'introduced:' .. threadId .. ':' .. field(P .. 'reply:' .. answer, 'accountId'), postId, 'NX')
  local state = field(P .. 'reply:' .. answer, 'state')
  if state == 'held' or state == 'queued' then
    introducedBefore(answer)
  end
  changeReply(id, now)
  count('handovers.sent')
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
  partOf(threadId, 'p:' .. postId)
  if field(reply, 'introductionId') ~= '' then
    redis.call('SADD', P .. 'under:' .. field(reply, 'introductionId'), id)
  end
  redis.call('HINCRBY', P .. 'sent-by', field(reply, 'responder'), 1)
  untouch('send:' .. id)
  if field(reply, 'handoverFor') ~= '' then
    return handedOver(id, postId, now)
  end
  changeReply(id, now)
  answered(threadId, id, field(reply, 'responder'), field(reply, 'inReplyTo'), now)
  local step = string.match(field(reply, 'steps'), '^[^,]+') or 'none'
  if step ~= 'brand' then
    followConversation(threadId, postId, now)
  end
  count('replies.sent.' .. step)
end

local function replyIntroduced(id, introductionId, now)
  local reply = P .. 'reply:' .. id
  redis.call('HSET', reply, 'state', 'queued', 'part', 'answer', 'introductionId', introductionId,
    'notBefore', now, 'reason', '', 'duplicates', '0')
  redis.call('HSET', P .. 'post:' .. introductionId, 'thread', field(reply, 'threadId'), 'reply', id)
  partOf(field(reply, 'threadId'), 'p:' .. introductionId)
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

-- Why nobody can have this thread; nil: somebody can.
local function cannotBeHad(id)
  local state = field(P .. 'thread:' .. id, 'state')
  if state == '' then
    return 'missing'
  end
  return (state == 'resolved' or state == 'ignored') and 'closed' or nil
end

-- The first one has it, and has it again when they ask again.
local function claimFor(id, user, now, lead)
  local thread, never = P .. 'thread:' .. id, cannotBeHad(id)
  if never then
    return { never }
  end
  local holder = field(thread, 'claimedBy')
  if holder == user then
    return { 'won' }
  end
  if holder ~= '' then
    return { 'taken', holder, field(thread, 'claimedAt'), field(P .. 'writing:' .. id, holder) }
  end
  if shielded(id, user) then
    return { 'shielded' }
  end
  if field(thread, 'shielded') ~= '' and lead ~= '1' then
    return { 'leads-only' }
  end
  redis.call('HSET', thread, 'state', 'claimed', 'claimedBy', user, 'claimedAt', now)
  redis.call('ZADD', P .. 'held:' .. user, now, id)
  local since = redis.call('ZSCORE', P .. 'waiting', id)
  if since then
    took('claim', now - since)
  end
  changeThread(id, now)
  audit(now, user, 'claimed', id)
  -- Counted here: a repeated click changes nothing.
  count('claims.won')
  return { 'won' }
end
