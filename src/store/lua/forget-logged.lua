-- Takes the words out of a logged thread that were kept long enough. Answers when to look again; 0: there is nothing more.
local threadId, now, keep, wait, empty = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local thread = P .. 'thread:' .. threadId
local origin, state = field(thread, 'origin'), field(thread, 'state')
local wordsAt, before = tonumber(field(thread, 'wordsAt')), tonumber(field(thread, 'forgottenAt'))
if origin == '' or origin == 'x' or (before and before >= wordsAt) then
  return 0
end
local due = wordsAt + keep
if now < due then
  return due
end
if state == 'open' or state == 'claimed' then
  -- Somebody still needs them.
  return now + wait
end
redis.call('HSET', P .. 'post:' .. field(thread, 'root'), 'json', empty)
redis.call('HSET', thread, 'forgottenAt', ARGV[2])
for _, id in ipairs(redis.call('SMEMBERS', P .. 'notes:' .. threadId)) do
  redis.call('HSET', P .. 'noted:' .. id, 'text', '')
  touch('noted:' .. id, ARGV[2])
end
changeThread(threadId, ARGV[2])
count('threads.forgotten')
audit(ARGV[2], 'auto', 'words-removed', threadId)
return 0
