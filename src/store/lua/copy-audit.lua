-- A piece of the audit in other words, beside the one in use. The first piece begins anew.
local to = P .. 'audit:rewritten'
if ARGV[1] == 'first' then
  redis.call('DEL', to)
end
local last = redis.call('XREVRANGE', to, '+', '-', 'COUNT', 1)[1]
for _, entry in ipairs(cjson.decode(ARGV[2])) do
  -- Sent again: it stands there already.
  if not last or #redis.call('XRANGE', to, entry[1], entry[1]) == 0 then
    redis.call('XADD', to, entry[1], unpack(entry[2]))
  end
end
return 1
