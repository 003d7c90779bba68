-- Writes packed threads that differ from one that the product packed in their names only: what is packed of them (the caller
-- made that), where they stand in lists of many threads with the caps that these have, and their entries of the audit. Runs
-- after the product's own `head.lua` and `unpacking.lua`. ARGV: the thread's record (thread-record.lua) with the times taken of
-- it; how long a word's list is; how many names differ; these names in the record; then for each copy its names, the ids of
-- its entries and what is packed.
local record, most, width = cjson.decode(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local place = {}
for i = 1, width do
  place[ARGV[3 + i]] = i
end

-- A text without any of the names is itself; another one is its pieces, with the numbers of names between them.
local function pieces(text)
  local found, from = {}, 1
  for first, run, last in string.gmatch(text, '()([%w_]+)()') do
    if place[run] then
      found[#found + 1] = string.sub(text, from, first - 1)
      found[#found + 1] = place[run]
      from = last
    end
  end
  if #found == 0 then
    return text
  end
  found[#found + 1] = string.sub(text, from)
  return found
end

local function all(list, of)
  local found = {}
  for i, one in ipairs(list) do
    found[i] = of(one)
  end
  return found
end

-- What goes into a list that all copies share is put there at once.
local shared, single = {}, {}
local function command(...)
  local parts = all({ ... }, pieces)
  table.insert(type(parts[2]) == 'string' and shared or single, parts)
end
local function valueOf(name, wanted)
  for _, row in ipairs(record.keys) do
    for _, pair in ipairs(row[1] == name and row[3] or {}) do
      if pair[1] == wanted then
        return pair[2]
      end
    end
  end
end
local thread = 'thread:' .. record.thread
for token in string.gmatch(valueOf(thread, 'tokens'), '%S+') do
  command('ZADD', P .. 'token:' .. token, valueOf(thread, 'openedAt'), record.thread)
end
for _, row in ipairs(record.places) do
  if string.find(row[1], '^token:') then
    -- A frequent word may not know the one that is copied any more.
  elseif row[2] == 'zset' then
    command('ZADD', P .. row[1], row[4], row[3])
  elseif row[2] == 'hash' then
    command('HSET', P .. row[1], row[3], row[4])
  else
    command('SADD', P .. row[1], row[3])
  end
end
local id = pieces(record.thread)
local names = all(record.keys, function(row)
  return pieces(row[1])
end)
local entries = all(record.audit, function(line)
  return all(line[2], pieces)
end)

local offset
local function written(text)
  if type(text) == 'string' then
    return text
  end
  local whole = {}
  for i, piece in ipairs(text) do
    whole[i] = type(piece) == 'number' and ARGV[offset + piece] or piece
  end
  return table.concat(whole)
end
local function add(args)
  plain.call(unpack(args))
  if string.find(args[2], P .. 'token:', 1, true) == 1 and plain.call('ZCARD', args[2]) > most then
    plain.call('ZREMRANGEBYRANK', args[2], 0, -most - 1)
  end
end

local together = {}
for first = 3 + width, #ARGV - 1, width + #entries + 1 do
  offset = first
  for _, parts in ipairs(single) do
    add(all(parts, written))
  end
  for i, parts in ipairs(shared) do
    together[i] = together[i] or { parts[1], parts[2] }
    for at = 3, #parts do
      table.insert(together[i], written(parts[at]))
    end
  end
  for i, entry in ipairs(entries) do
    plain.call('XADD', P .. 'audit', 'MAXLEN', '~', '300000', ARGV[offset + width + i], unpack(all(entry, written)))
  end
  packAway(written(id), all(names, written), ARGV[offset + width + #entries + 1])
end
for _, args in ipairs(together) do
  add(args)
end
return 1
