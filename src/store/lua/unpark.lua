local account, now, spacing, unasked = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
if field(P .. 'account:' .. account, 'state') == 'dead' then
  return 0
end

-- What has happened since it was parked, where that is too much to send it unasked; else nil.
local function happened(id, reply)
  local thread = P .. 'thread:' .. field(reply, 'threadId')
  local state, active, holder = field(thread, 'state'), field(thread, 'activeReplyId'), field(thread, 'claimedBy')
  if state == 'resolved' or state == 'ignored' then
    return 'Meanwhile the thread was resolved.'
  end
  if state == 'answered' and field(reply, 'parkedThread') ~= 'answered' then
    return 'Meanwhile somebody answered the customer.'
  end
  if holder ~= '' and holder ~= field(reply, 'responder') then
    return 'Meanwhile somebody else has the thread.'
  end
  if active ~= id then
    return 'Meanwhile the thread went on without it.'
  end
  if tonumber(now) - (tonumber(field(reply, 'parkedAt')) or tonumber(now)) > unasked then
    return 'It waited for the link for more than a day.'
  end
end

local waiting = {}
for _, id in ipairs(redis.call('SMEMBERS', P .. 'parked:' .. account)) do
  local reply = P .. 'reply:' .. id
  if field(reply, 'state') == 'held' and field(reply, 'parked') == '1' then
    waiting[#waiting + 1] = { id = id, at = tonumber(field(reply, 'createdAt')) or 0 }
  elseif field(reply, 'state') == 'unknown' or field(reply, 'awaitsPost') == '1' then
    -- Now the account's posts can be searched for it.
    redis.call('HSET', reply, 'notBefore', now)
    touch('send:' .. id, now)
    changeReply(id, now)
  end
end
table.sort(waiting, function(one, other)
  return one.at < other.at or (one.at == other.at and one.id < other.id)
end)
local resumed = 0
for _, one in ipairs(waiting) do
  local id, reply = one.id, P .. 'reply:' .. one.id
  local reason = happened(id, reply)
  local forBrand = field(reply, 'parkedFor') ~= ''
  local owner = redis.call('GET', P .. 'owner:responder:' .. field(reply, 'responder'))
  if forBrand and field(reply, 'unsigned') == '' and owner ~= field(reply, 'accountId') then
    local gone = 'Its author has not linked the account any more from which it was written.'
    replyWithdrawn(id, gone, now)
    audit(now, 'auto', 'reply-withdrawn', field(reply, 'threadId'), id, gone)
  elseif reason then
    redis.call('HSET', reply, 'asked', '1', 'reason', reason)
    audit(now, 'auto', 'reply-asked', field(reply, 'threadId'), id, reason)
  else
    local at = tonumber(now) + resumed * spacing
    redis.call('HSET', reply, 'parked', '0', 'parkedFor', '', 'notBefore', at,
      'reason', forBrand and 'The brand\'s account works again.' or 'Your account works again.')
    touch('send:' .. id, at)
    audit(now, 'auto', 'reply-resumed', field(reply, 'threadId'), id)
    resumed = resumed + 1
  end
  changeReply(id, now)
end
redis.call('DEL', P .. 'parked:' .. account)
return resumed
