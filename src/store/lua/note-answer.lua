-- The holder of a logged thread writes down what was answered. Nothing of it is public.
local id, threadId, user, text, now, forgetAt = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local note, thread = P .. 'noted:' .. id, P .. 'thread:' .. threadId
if redis.call('EXISTS', note) == 1 then
  return { 'noted' }
end
local origin, state, holder = field(thread, 'origin'), field(thread, 'state'), field(thread, 'claimedBy')
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
if origin == '' or origin == 'x' then
  return { 'public' }
end
if state == 'resolved' or state == 'ignored' then
  return { 'closed' }
end
if holder ~= user then
  return { 'not-holder', holder }
end
redis.call('HSET', note, 'thread', threadId, 'by', user, 'text', text, 'at', now)
redis.call('SADD', P .. 'notes:' .. threadId, id)
redis.call('HSET', thread, 'wordsAt', now)
answered(threadId, id, user, field(thread, 'last'), now)
touch('noted:' .. id, now)
touch('forget:' .. threadId, forgetAt)
count('answers.noted.' .. origin)
audit(now, user, 'answer-noted', threadId, '', id)
return { 'noted' }
