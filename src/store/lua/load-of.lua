-- Pairs: a person, and since when their answers count.
local loads = {}
for i = 1, #ARGV, 2 do
  loads[i] = openThreads(ARGV[i])
  loads[i + 1] = redis.call('ZCOUNT', P .. 'answered:' .. ARGV[i], ARGV[i + 1], '+inf')
end
return loads
