-- By what somebody is found, while they are being forgotten: their posts go before the rest does. ARGV[2] empty: it is done.
local key = P .. 'forgetting:' .. ARGV[1]
if ARGV[2] == '' then
  redis.call('DEL', key)
else
  redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
end
return 1
