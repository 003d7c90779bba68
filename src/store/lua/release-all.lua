-- Somebody goes: what they hold goes back to its channels, and what of theirs is not public is taken back. ARGV[3]: 1:
-- also what X may be about to take, or was announced to a customer. Answers how many threads went back, and which stay
-- because an answer of theirs is on its way.
local user, reason, force, now = ARGV[1], ARGV[2], ARGV[3] == '1', ARGV[4]

local function onItsWay(id)
  local reply = P .. 'reply:' .. id
  local state = field(reply, 'state')
  if state == 'sending' then
    return true
  end
  if force then
    return false
  end
  if state == 'unknown' then
    return field(reply, 'notBefore') ~= '0'
  end
  return (state == 'queued' or state == 'held') and field(reply, 'parked') ~= '1' and announced(id)
end

local function takeBack(id)
  local reply = P .. 'reply:' .. id
  local state = field(reply, 'state')
  if state == 'held' or state == 'queued' then
    replyWithdrawn(id, reason, now)
    audit(now, 'auto', 'reply-withdrawn', field(reply, 'threadId'), id, reason)
  end
end

local released, staying = 0, {}
for _, id in ipairs(redis.call('ZRANGE', P .. 'held:' .. user, 0, -1)) do
  local thread = P .. 'thread:' .. id
  local active = field(thread, 'activeReplyId')
  if active ~= '' and onItsWay(active) then
    staying[#staying + 1] = id
  else
    if active ~= '' then
      takeBack(active)
    end
    -- One of unknown fate has nobody left who could look for it: it must not block whoever comes next.
    redis.call('HSET', thread, 'activeReplyId', '', 'claimedBy', '', 'claimedAt', '',
      'state', field(thread, 'waiting') == '1' and 'open' or 'answered')
    redis.call('ZREM', P .. 'held:' .. user, id)
    redis.call('ZADD', P .. 'left:' .. user, now, id)
    changeThread(id, now)
    count('claims.left')
    audit(now, user, 'released', id, '', reason)
    released = released + 1
  end
end
local account = redis.call('GET', P .. 'owner:responder:' .. user)
for _, id in ipairs(account and redis.call('SMEMBERS', P .. 'parked:' .. account) or {}) do
  takeBack(id)
end
return { released, staying }
