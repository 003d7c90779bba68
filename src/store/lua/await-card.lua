-- What is to be said under a folded thread's card waits with it; else it comes back soon.
local member, receipt, id, soon = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('HGET', P .. 'outbox:receipts', member) ~= receipt then
  return 0
end
if field(P .. 'thread:' .. id, 'folded') == '' then
  touch(member, soon)
else
  untouch(member)
  redis.call('SADD', P .. 'behind:' .. id, member)
end
return 1
