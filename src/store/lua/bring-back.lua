local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
if field(thread, 'state') ~= 'ignored' then
  return { 'already' }
end
-- What lay here unwatched may be gone since.
heard(id, now, now)
changeThread(id, now)
audit(now, user, 'brought-back', id)
return { 'done' }
