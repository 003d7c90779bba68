-- Answers what came of it, and the thread as it then is with its posts: whoever claims reads it at once.
local id, user, now, lead = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local came, thread = claimFor(id, user, now, lead), P .. 'thread:' .. id
if came[1] == 'missing' then
  return { came, {}, '', '' }
end
local root, last = field(thread, 'root'), field(thread, 'last')
return { came, redis.call('HGETALL', thread), field(P .. 'post:' .. root, 'json'),
  last ~= root and field(P .. 'post:' .. last, 'json') or '' }
