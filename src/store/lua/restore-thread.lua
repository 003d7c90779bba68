-- Brings a thread back from its record; ARGV[3]: the record. What stands there since is not written over.
local id, now, record = ARGV[1], ARGV[2], cjson.decode(ARGV[3])
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 1 then
  return 'present'
end
for _, row in ipairs(record.keys) do
  local key, kind, value = P .. row[1], row[2], row[3]
  if redis.call('EXISTS', key) == 0 or redis.call('HGET', key, 'buried') == '1' then
    redis.call('DEL', key)
    writeKey(key, kind, value)
  end
end
for _, place in ipairs(record.places) do
  if place[2] == 'hash' then
    redis.call('HSETNX', P .. place[1], place[3], place[4])
  elseif place[2] == 'set' then
    redis.call('SADD', P .. place[1], place[3])
  elseif not string.find(place[1], '^threads:') then
    redis.call('ZADD', P .. place[1], 'NX', place[4], place[3])
  end
end
-- It is kept as long again as a thread that was closed now.
redis.call('ZADD', P .. 'threads:' .. field(thread, 'state'), now, id)
redis.call('HSET', thread, 'listed', field(thread, 'state'))
redis.call('DEL', P .. 'history:' .. id)
for _, line in ipairs(record.audit) do
  local entry = line[1]
  if #redis.call('XRANGE', P .. 'audit', entry, entry) == 0 then
    entry = redis.call('XADD', P .. 'audit', '*', unpack(line[2]))
  end
  redis.call('RPUSH', P .. 'history:' .. id, entry)
end
-- Its author may have deleted a post meanwhile.
for _, post in ipairs(redis.call('ZRANGE', P .. 'posts:' .. id, 0, -1)) do
  redis.call('ZADD', P .. 'watched', now, post)
end
touch('recheck:posts', now)
changeThread(id, now)
audit(now, 'operations', 'thread-restored', id)
count('threads.restored')
return 'restored'
