-- Threads that have every one of these tokens, the newest first: looks through the rarest one's, so far and no further. What
-- a thread has stands with it too: a token's list knows only the newest threads. What is packed stays so.
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
-- A word's list knows all of its threads until it is full, and then those that began after its oldest.
local others = {}
for i = 5, #ARGV do
  if ARGV[i] ~= rarest then
    local key = P .. 'token:' .. ARGV[i]
    local full = redis.call('ZCARD', key) > most
    others[#others + 1] = {
      key = key,
      word = ' ' .. ARGV[i] .. ' ',
      mark = string.sub(redis.sha1hex(ARGV[i]), 1, 6),
      since = full and tonumber(redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]) or -1,
    }
  end
end
local function hasMark(head, mark)
  local first, second, third = tonumber(string.sub(mark, 1, 2), 16), tonumber(string.sub(mark, 3, 4), 16),
    tonumber(string.sub(mark, 5, 6), 16)
  for at = 1, #head, 3 do
    local one, two, three = string.byte(head, at, at + 2)
    if one == first and two == second and three == third then
      return true
    end
  end
  return false
end
local function saysAll(id, words)
  local tokens = plain.call('HGET', P .. 'thread:' .. id, 'tokens')
  local packed = not tokens and packedOf(id)
  local head = packed and select(2, headOf(packed))
  tokens = ' ' .. (tokens or '') .. ' '
  for _, other in ipairs(words) do
    if not (head and hasMark(head, other.mark) or not head and string.find(tokens, other.word, 1, true)) then
      return false
    end
  end
  return true
end
local function fitsAll(id, began)
  if state ~= '' and rarest and not redis.call('ZSCORE', P .. 'threads:' .. state, id) then
    return false
  end
  local unsure = {}
  for _, other in ipairs(others) do
    if not redis.call('ZSCORE', other.key, id) then
      if began > other.since then
        return false
      end
      unsure[#unsure + 1] = other
    end
  end
  return #unsure == 0 or saysAll(id, unsure)
end
local found, matching = {}, 0
local looked = redis.call('ZREVRANGE', P .. list, 0, most - 1, 'WITHSCORES')
for i = 1, #looked, 2 do
  local id, began = looked[i], tonumber(looked[i + 1])
  if fitsAll(id, began) then
    if matching >= offset and #found < limit then
      found[#found + 1] = id
    end
    matching = matching + 1
  end
end
return { matching, fewest > most and 1 or 0, found }
