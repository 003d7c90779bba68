-- A lead writes a saved reply, who knows its newest version (empty: a new one). Each version is named by its window.
local id, known, version, json, most, user, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6], ARGV[7]
local versions = P .. 'saved-versions'
local newest = field(versions, id)
if newest == version then
  return 'saved'
end
if newest ~= known then
  return newest == '' and 'gone' or 'changed'
end
if newest == '' and redis.call('HLEN', versions) >= most then
  return 'full'
end
redis.call('HSET', versions, id, version)
redis.call('HSET', P .. 'saved', id, json)
audit(now, user, known == '' and 'saved-reply-added' or 'saved-reply-changed', '', '', id)
return 'saved'
