-- Threads that have every one of these tokens, the newest first: looks through the rarest one's, so far and no further.
local offset, limit, most, state = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local keys, rarest, fewest = {}, nil, nil
for i = 5, #ARGV do
  local key = P .. 'token:' .. ARGV[i]
  local size = redis.call('ZCARD', key)
  keys[#keys + 1] = key
  if fewest == nil or size < fewest then
    rarest, fewest = key, size
  end
end
if rarest == nil then
  rarest = P .. 'threads:' .. state
  fewest = redis.call('ZCARD', rarest)
end
local found, matching = {}, 0
for _, id in ipairs(redis.call('ZREVRANGE', rarest, 0, most - 1)) do
  local fits = state == '' or field(P .. 'thread:' .. id, 'state') == state
  for _, key in ipairs(keys) do
    fits = fits and (key == rarest or redis.call('ZSCORE', key, id) ~= false)
  end
  if fits then
    if matching >= offset and #found < limit then
      found[#found + 1] = id
    end
    matching = matching + 1
  end
end
return { matching, fewest > most and 1 or 0, found }
