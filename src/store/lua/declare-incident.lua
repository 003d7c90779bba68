-- What alike mentions are part of from now on. `group`: one of the surge card of this channel, instead of `sign`.
local id, tag, saved, sign, group, channel, user = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local now, ends, most = ARGV[8], ARGV[9], tonumber(ARGV[10])
local key = P .. 'incident:' .. id
if redis.call('EXISTS', key) == 1 then
  return 'declared'
end
if group ~= '' then
  sign = field(P .. 'surge-group:' .. channel .. ':' .. group, 'sign')
  if sign == '' then
    return 'gone'
  end
end
if redis.call('SCARD', P .. 'incidents') >= most then
  return 'full'
end
redis.call('HSET', key, 'tag', tag, 'saved', saved, 'sign', sign, 'channel', channel, 'by', user, 'at', now, 'until', ends,
  'mentions', 0, 'endedAt', '', 'endedBy', '')
redis.call('SADD', P .. 'incidents', id)
touch('incident:' .. id, now)
touchSurge(channel, now)
count('incidents.declared')
audit(now, user, 'incident-declared', '', '', tag)
return 'declared'
