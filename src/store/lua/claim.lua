-- Answers what came of it, and the thread as it then is with its posts: whoever claims reads it at once.
local id, user, now, lead = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { { 'missing' }, {}, '', '' }
end
local function told(...)
  local root, last = field(thread, 'root'), field(thread, 'last')
  return { { ... }, redis.call('HGETALL', thread), field(P .. 'post:' .. root, 'json'),
    last ~= root and field(P .. 'post:' .. last, 'json') or '' }
end
local state, holder = field(thread, 'state'), field(thread, 'claimedBy')
if state == 'resolved' or state == 'ignored' then
  return told('closed')
end
if holder == user then
  return told('won')
end
if holder ~= '' then
  return told('taken', holder, field(thread, 'claimedAt'), field(P .. 'writing:' .. id, holder))
end
if shielded(id, user) then
  return told('shielded')
end
if field(thread, 'shielded') ~= '' and lead ~= '1' then
  return told('leads-only')
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
return told('won')
