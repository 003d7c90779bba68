-- Threads that have every one of these tokens, the newest first: looks through the rarest one's, so far and no further. What
-- a thread has stands with it too: a token's list knows only the newest threads.
local offset, limit, most, state = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local rarest, fewest = nil, nil
for i = 5, #ARGV do
  local size = redis.call('ZCARD', P .. 'token:' .. ARGV[i])
  if fewest == nil or size < fewest then
    rarest, fewest = ARGV[i], size
  end
end
local list = rarest and 'token:' .. rarest or 'threads:' .. state
fewest = fewest or redis.call('ZCARD', P .. list)
local others = {}
for i = 5, #ARGV do
  if ARGV[i] ~= rarest then
    others[#others + 1] = ' ' .. ARGV[i] .. ' '
  end
end
local found, matching = {}, 0
for _, id in ipairs(redis.call('ZREVRANGE', P .. list, 0, most - 1)) do
  local thread = P .. 'thread:' .. id
  local fits = state == '' or rarest == nil or field(thread, 'state') == state
  if fits and #others > 0 then
    local tokens = ' ' .. field(thread, 'tokens') .. ' '
    for _, token in ipairs(others) do
      fits = fits and string.find(tokens, token, 1, true) ~= nil
    end
  end
  if fits then
    if matching >= offset and #found < limit then
      found[#found + 1] = id
    end
    matching = matching + 1
  end
end
return { matching, fewest > most and 1 or 0, found }
