local id, user, tags, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
if field(thread, 'tags') == tags then
  return { 'already' }
end
redis.call('HSET', thread, 'tags', tags)
changeThread(id, now)
audit(now, user, 'tagged', id, '', tags)
return { 'done' }
