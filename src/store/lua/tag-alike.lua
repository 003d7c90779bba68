-- Folded threads that are part of an incident that was declared after them: so many at once. Answers 1 where more may be.
local id, now, alikeFrom, limit = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local LOOKED_AT = 50
local key = P .. 'incident:' .. id
if redis.call('SISMEMBER', P .. 'incidents', id) == 0 then
  return 0
end
local channel, tag, sign, tagged = field(key, 'channel'), field(key, 'tag'), field(key, 'sign'), 0
for _, group in ipairs(redis.call('ZREVRANGE', P .. 'surge-groups:' .. channel, 0, LOOKED_AT - 1)) do
  if alikeness(sign, field(P .. 'surge-group:' .. channel .. ':' .. group, 'sign')) >= alikeFrom then
    for _, thread in ipairs(redis.call('ZRANGE', P .. 'surge-left:' .. channel .. ':' .. group, 0, -1)) do
      if tagged >= limit then
        return 1
      end
      if field(P .. 'thread:' .. thread, 'incident') == '' then
        partOfIncident(thread, id, tag, now)
        changeThread(thread, now)
        tagged = tagged + 1
      end
    end
  end
end
return 0
