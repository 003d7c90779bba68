-- Threads that were closed long ago are packed: all keys of one are one field of a hash. Whichever script touches one of its
-- keys finds all of them unpacked; no other script needs to know of it.
local plain = redis

-- Small hashes, which Redis itself keeps tight.
local function bucketOf(id)
  return P .. 'packed:' .. string.sub(plain.sha1hex(id), 1, 4)
end

local OF_THREADS = {}
for kind in string.gmatch('thread posts others news reroutes answers notes history turns timed behind introduced draft', '%a+') do
  OF_THREADS[kind] = true
end
local OF_POSTS = { post = true, context = true, under = true }
local NOTES_OF_POSTS = { followup = true, edited = true, other = true, gone = true, context = true }

-- By a key's name: the thread that most likely owns it, and the name by which its owner is found if that is another one.
local function ownersOf(name)
  local kind, rest = string.match(name, '^(%a+):(.+)$')
  if OF_THREADS[kind] then
    return string.match(rest, '^[^:]+'), nil
  elseif OF_POSTS[kind] then
    return 'x-' .. rest, 'post:' .. rest
  elseif kind == 'reply' or kind == 'noted' then
    return nil, name
  elseif kind == 'conversation' then
    return 'x-' .. rest, name
  elseif kind == 'join' then
    return 'x-' .. (string.match(rest, ':([^:]+):[^:]*$') or ''), name
  elseif kind == 'message' then
    local of, about = string.match(rest, '^(%a+):([^:]+)')
    if of == 'card' then
      return about, nil
    elseif of == 'note' then
      return nil, 'reply:' .. about
    elseif NOTES_OF_POSTS[of] then
      return 'x-' .. about, 'post:' .. about
    end
  end
  return nil, nil
end

-- Whose this name is: a few bytes of it are enough, and the number of a thread whose id is a post's.
local function nameOf(by)
  local sum = plain.sha1hex(by)
  return P .. 'packed-names:' .. string.sub(sum, 1, 4), string.sub(sum, 5, 16)
end

local function ownerNamed(by)
  local owner = plain.call('HGET', nameOf(by))
  return owner and (string.match(owner, '^%d+$') and 'x-' .. owner or owner)
end

local function packedOf(id)
  return plain.call('HGET', bucketOf(id), id)
end

-- The thread that owns this key, if it is packed.
local function packedOwner(name)
  local likely, by = ownersOf(name)
  local owner = by and ownerNamed(by)
  if owner then
    return owner
  end
  return likely and packedOf(likely) and likely or nil
end

-- What deflate made of it. `words`: what both sides know beforehand.
local function inflate(data, words)
  local out = { string.byte(words, 1, -1) }
  local size, at, bits, held = #out, 1, 0, 0
  local byte, floor = string.byte, math.floor
  local function take(count)
    while held < count do
      bits, held, at = bits + byte(data, at) * 2 ^ held, held + 8, at + 1
    end
    local rest = floor(bits / 2 ^ count)
    local value = bits - rest * 2 ^ count
    bits, held = rest, held - count
    return value
  end
  local function treeOf(lengths, from, to)
    local counts, offsets, symbols = {}, { 0 }, {}
    for length = 0, 15 do
      counts[length] = 0
    end
    for i = from, to do
      counts[lengths[i]] = counts[lengths[i]] + 1
    end
    for length = 1, 14 do
      offsets[length + 1] = offsets[length] + counts[length]
    end
    for i = from, to do
      local length = lengths[i]
      if length > 0 then
        symbols[offsets[length]] = i - from
        offsets[length] = offsets[length] + 1
      end
    end
    return { counts, symbols }
  end
  local function symbolOf(tree)
    local counts, symbols, code, first, index = tree[1], tree[2], 0, 0, 0
    for length = 1, 15 do
      if held == 0 then
        bits, held, at = byte(data, at), 8, at + 1
      end
      local rest = floor(bits / 2)
      code = code * 2 + bits - rest * 2
      bits, held = rest, held - 1
      local count = counts[length]
      if code - first < count then
        return symbols[index + code - first]
      end
      index, first = index + count, (first + count) * 2
    end
    error('a packed thread is damaged')
  end
  local function base(from, step, many)
    local bases, extras, value = {}, {}, from
    for i = 0, many - 1 do
      extras[i] = math.max(0, floor(i / step) - 1)
      bases[i] = value
      value = value + 2 ^ extras[i]
    end
    return bases, extras
  end
  local lengthBase, lengthExtra = base(3, 4, 28)
  lengthBase[28], lengthExtra[28] = 258, 0
  local distanceBase, distanceExtra = base(1, 2, 30)
  local ORDER = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 }
  local function treesOf(kind)
    local lengths = {}
    if kind == 1 then
      for i = 0, 319 do
        lengths[i] = i < 144 and 8 or i < 256 and 9 or i < 280 and 7 or i < 288 and 8 or 5
      end
      return treeOf(lengths, 0, 287), treeOf(lengths, 288, 317)
    end
    local literals, distances, many = take(5) + 257, take(5) + 1, take(4) + 4
    for i = 0, 18 do
      lengths[i] = 0
    end
    for i = 1, many do
      lengths[ORDER[i]] = take(3)
    end
    local codes, i = treeOf(lengths, 0, 18), 0
    lengths = {}
    while i < literals + distances do
      local symbol = symbolOf(codes)
      local value, times = symbol, 1
      if symbol == 16 then
        value, times = lengths[i - 1], 3 + take(2)
      elseif symbol == 17 then
        value, times = 0, 3 + take(3)
      elseif symbol == 18 then
        value, times = 0, 11 + take(7)
      end
      for _ = 1, times do
        lengths[i] = value
        i = i + 1
      end
    end
    return treeOf(lengths, 0, literals - 1), treeOf(lengths, literals, literals + distances - 1)
  end
  repeat
    local last, kind = take(1), take(2)
    if kind == 0 then
      bits, held = 0, 0
      local count = byte(data, at) + byte(data, at + 1) * 256
      at = at + 4
      for i = at, at + count - 1 do
        size = size + 1
        out[size] = byte(data, i)
      end
      at = at + count
    else
      local literals, distances = treesOf(kind)
      while true do
        local symbol = symbolOf(literals)
        if symbol == 256 then
          break
        elseif symbol < 256 then
          size = size + 1
          out[size] = symbol
        else
          local length = lengthBase[symbol - 257] + take(lengthExtra[symbol - 257])
          local far = symbolOf(distances)
          local distance = distanceBase[far] + take(distanceExtra[far])
          for _ = 1, length do
            size = size + 1
            out[size] = out[size - distance]
          end
        end
      end
    end
  until last == 1
  local pieces = {}
  for from = #words + 1, size, 4000 do
    pieces[#pieces + 1] = string.char(unpack(out, from, math.min(size, from + 3999)))
  end
  return table.concat(pieces)
end

-- Before what was deflated stand its state's first letter and, for whoever looks for words, three bytes of each of its words.
local function headOf(packed)
  return string.sub(packed, 1, 1), string.sub(packed, 3, 2 + 3 * string.byte(packed, 2))
end

local function writeKey(key, kind, value)
  if kind == 'hash' then
    for _, pair in ipairs(value) do
      plain.call('HSET', key, pair[1], pair[2])
    end
  elseif kind == 'zset' then
    for _, pair in ipairs(value) do
      plain.call('ZADD', key, pair[2], pair[1])
    end
  elseif kind == 'set' or kind == 'list' then
    for _, member in ipairs(value) do
      plain.call(kind == 'set' and 'SADD' or 'RPUSH', key, member)
    end
  else
    plain.call('SET', key, value)
  end
end

local HOUR_MS = 60 * 60 * 1000
local unpackedHere = {}

local function unpackThread(id)
  local packed = packedOf(id)
  if not packed then
    return false
  end
  local time = plain.call('TIME')
  local now = tonumber(time[1]) * 1000
  local _, words = headOf(packed)
  local rows = cjson.decode(inflate(string.sub(packed, #words + 3), plain.call('GET', P .. 'packed-words')))
  local names = {}
  for i, row in ipairs(rows) do
    names[i] = row[1]
    local until_ = row[4] and row[4] * HOUR_MS
    if not until_ or until_ > now then
      writeKey(P .. row[1], row[2], row[3])
      if until_ then
        plain.call('PEXPIREAT', P .. row[1], string.format('%.0f', until_))
      end
    end
    local likely, by = ownersOf(row[1])
    if by and likely ~= id then
      plain.call('HDEL', nameOf(by))
    end
  end
  plain.call('HDEL', bucketOf(id), id)
  plain.call('ZADD', P .. 'to-pack', now, id)
  unpackedHere[id] = { packed = packed, names = names }
  return true
end

-- `names`: all its keys.
local function packAway(id, names, packed)
  for _, name in ipairs(names) do
    local likely, by = ownersOf(name)
    if by and likely ~= id then
      local bucket, name = nameOf(by)
      plain.call('HSET', bucket, name, string.match(id, '^x%-(%d+)$') or id)
    end
    plain.call('DEL', P .. name)
  end
  plain.call('HSET', bucketOf(id), id, packed)
  plain.call('ZREM', P .. 'to-pack', id)
end

local redis = plain
if plain.call('EXISTS', P .. 'packed-words') == 1 then
  local looked = {}
  redis = {
    sha1hex = plain.sha1hex,
    error_reply = plain.error_reply,
    call = function(command, ...)
      local key = ...
      if key and not looked[key] then
        looked[key] = true
        local owner = packedOwner(string.sub(key, #P + 1))
        if owner then
          unpackThread(owner)
        end
      end
      return plain.call(command, ...)
    end,
  }
end
