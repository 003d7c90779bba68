-- Where a new thread goes: its card gets the channel's next free second, or, where too many wait, it folds into the surge
-- card. The same number of steps for each, however many came before.
local id, name, now, spacing, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local foldAbove, alikeFrom, sign, bands, words = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8], ARGV[9], ARGV[10]
local MOST_GROUPS, MOST_WORDS, EXAMPLES = 3000, 120, 3
local thread = P .. 'thread:' .. id
local channel = field(thread, 'channel')
if field(thread, 'folded') ~= '' then
  return 'folded'
end
if redis.call('EXISTS', P .. 'turn:' .. name) == 1 or redis.call('EXISTS', P .. 'message:' .. name) == 1 then
  return 'card'
end
local surge = P .. 'surge:' .. channel

for _, incident in ipairs(field(thread, 'incident') == '' and redis.call('SMEMBERS', P .. 'incidents') or {}) do
  local key = P .. 'incident:' .. incident
  if tonumber(field(key, 'until')) > now and alikeness(sign, field(key, 'sign')) >= alikeFrom then
    partOfIncident(id, incident, field(key, 'tag'), now)
    break
  end
end

-- This minute and the one before: the rate is what falls into the last sixty seconds of them.
local minute, known = math.floor(now / 60000), tonumber(field(surge, 'minute')) or 0
if minute ~= known then
  local before = minute == known + 1 and (tonumber(field(surge, 'this')) or 0) or 0
  redis.call('HSET', surge, 'minute', minute, 'last', before, 'this', 0)
end
redis.call('HINCRBY', surge, 'this', 1)

local state, waits = field(surge, 'state'), math.max(0, lastTurn(channel, now) - now) / spacing
-- What somebody opened, took, moved or wrote down themselves is not folded away from them.
local wanted = field(thread, 'unfolded') ~= '' or field(thread, 'state') ~= 'open' or field(thread, 'loggedBy') ~= ''
  or (tonumber(field(thread, 'moves')) or 0) > 0
if wanted or (state ~= 'on' and waits < foldAbove) then
  turnOf(channel, name, now, spacing, ttl)
  return 'card'
end

if state == 'calm' then
  redis.call('HSET', surge, 'state', 'on')
  redis.call('HDEL', surge, 'calmSince')
  audit(now, 'auto', 'surge-again', '', '', channel)
elseif state ~= 'on' then
  redis.call('HINCRBY', surge, 'number', 1)
  redis.call('HSET', surge, 'state', 'on', 'since', now, 'total', 0, 'opened', 0, 'followups', 0, 'groups', 0, 'endedAt', '')
  redis.call('HDEL', surge, 'shownAt', 'calmSince', 'openedAt')
  audit(now, 'auto', 'surge-began', '', '', channel)
  count('surges.began')
end

local function groupKey(group)
  return P .. 'surge-group:' .. channel .. ':' .. group
end

-- The group of alike texts that it belongs to; a new one where there is none. Empty: nothing can be compared.
local function groupOf()
  if sign == '' then
    return ''
  end
  local all, best, most, tried = {}, '', alikeFrom, {}
  for band in string.gmatch(bands, '%S+') do
    all[#all + 1] = band
  end
  for _, group in ipairs(redis.call('HMGET', P .. 'surge-bands:' .. channel, unpack(all))) do
    if group and not tried[group] then
      tried[group] = true
      local alike = alikeness(sign, field(groupKey(group), 'sign'))
      if alike >= most then
        best, most = group, alike
      end
    end
  end
  if best ~= '' then
    return best
  end
  if tonumber(field(surge, 'groups')) >= MOST_GROUPS then
    return ''
  end
  local new = tostring(redis.call('HINCRBY', surge, 'groups', 1))
  redis.call('HSET', groupKey(new), 'sign', sign)
  for _, band in ipairs(all) do
    redis.call('HSETNX', P .. 'surge-bands:' .. channel, band, new)
  end
  return new
end

local group = groupOf()
if group ~= '' then
  local key = groupKey(group)
  local total = redis.call('HINCRBY', key, 'total', 1)
  if total <= EXAMPLES then
    redis.call('HSET', key, 'example:' .. total, id)
  end
  for word in string.gmatch(words, '%S+') do
    if redis.call('HEXISTS', key, 'word:' .. word) == 1 or redis.call('HLEN', key) < MOST_WORDS then
      redis.call('HINCRBY', key, 'word:' .. word, 1)
    end
  end
end
redis.call('HSET', thread, 'folded', channel, 'foldGroup', group)
listFolded(id, channel, true)
redis.call('HINCRBY', surge, 'total', 1)
redis.call('HSET', surge, 'at', now)
touchSurge(channel, now)
count('surges.folded')
audit(now, 'auto', 'folded', id, '', channel)
return 'folded'
