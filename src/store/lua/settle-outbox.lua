-- ARGV[3]: when it comes back; empty: it is done.
local member, receipt, at = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HGET', P .. 'outbox:receipts', member) ~= receipt then
  return 0
end
if at == '' then
  untouch(member)
else
  touch(member, at)
end
return 1
