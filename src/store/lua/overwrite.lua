-- Writes these fields over those of a hash that is still there.
local key = P .. ARGV[1]
if redis.call('EXISTS', key) == 1 then
  for i = 2, #ARGV, 2 do
    redis.call('HSET', key, ARGV[i], ARGV[i + 1])
  end
end
return 1
