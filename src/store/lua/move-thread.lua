local id, user, asLead, now, expected = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5])
local topic, channel, priority, how, why, named = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11]
local thread, list = P .. 'thread:' .. id, P .. 'reroutes:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local nth = tonumber(field(thread, 'reroutes')) or 0
if nth ~= expected then
  local last = cjson.decode(redis.call('LINDEX', list, -1) or '{}')
  local mine = nth == expected + 1 and last.by == user and last.to == topic and last.toChannel == channel
  return { mine and 'done' or 'changed' }
end
local state, holder = field(thread, 'state'), field(thread, 'claimedBy')
local from, fromChannel = field(thread, 'topic'), field(thread, 'channel')
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder ~= '' and holder ~= user and asLead ~= '1' then
  return { 'not-holder', holder }
end
if from == topic and fromChannel == channel then
  return { 'already' }
end
local released = how == 'moved' and holder or ''
if released ~= '' then
  local active = answerUnderWay(id)
  if active ~= '' then
    return { 'reply-active', active }
  end
  giveBack(id)
end
local moves = tonumber(field(thread, 'moves')) or 0
redis.call('RPUSH', list, cjson.encode({ nth = nth + 1, by = user, how = how, why = why, from = from,
  fromChannel = fromChannel, to = topic, toChannel = channel, released = released, at = tonumber(now), card = moves }))
redis.call('HSET', thread, 'topic', topic, 'channel', channel, 'reroutes', nth + 1, 'suggestion', '',
  'because', cjson.encode({ { kind = 'person', value = user } }))
if field(thread, 'priorityBy') == '' then
  redis.call('HSET', thread, 'priority', priority)
end
if channel ~= fromChannel then
  redis.call('HSET', thread, 'moves', moves + 1, 'cardTs', '')
end
teach(id, topic, how, now)
-- Another topic may have promised something else.
touch('target:' .. id, now)
changeThread(id, now)
count('topics.' .. how)
audit(now, user, how == 'moved' and 'topic-changed' or 'topic-accepted', id, '', named)
return { 'done' }
