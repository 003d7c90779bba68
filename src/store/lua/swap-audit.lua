-- The audit was written anew up to ARGV[1]: what came since is added as it is, and the new one takes its place.
local from, to = P .. 'audit', P .. 'audit:rewritten'
if redis.call('EXISTS', to) == 0 then
  return 0
end
for _, entry in ipairs(redis.call('XRANGE', from, '(' .. ARGV[1], '+')) do
  redis.call('XADD', to, entry[1], unpack(entry[2]))
end
redis.call('RENAME', to, from)
return 1
