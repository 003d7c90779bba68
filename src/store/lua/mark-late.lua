-- Something that was promised in this thread is late, while its customer waits.
local id, late = ARGV[1], ARGV[2] == '1'
if late and redis.call('ZSCORE', P .. 'waiting', id) then
  redis.call('SADD', P .. 'late', id)
else
  redis.call('SREM', P .. 'late', id)
end
return 1
