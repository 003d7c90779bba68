-- Writes threads that differ from one that the product wrote in their names only: all its keys, its places in lists of many
-- threads with the caps that these have, its entries of the audit. ARGV: the thread's record (thread-record.lua) with the
-- times taken of it; how long a word's list is; how many names differ; these names in the record; then those of each copy.
local P = KEYS[1]
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

local commands = {}
local function command(...)
  local parts = {}
  for i, text in ipairs({ ... }) do
    parts[i] = pieces(text)
  end
  commands[#commands + 1] = parts
end

for _, row in ipairs(record.keys) do
  local key, kind, value = P .. row[1], row[2], row[3]
  local args = {}
  if kind == 'hash' then
    for _, pair in ipairs(value) do
      args[#args + 1], args[#args + 2] = pair[1], pair[2]
    end
    command('HSET', key, unpack(args))
  elseif kind == 'zset' then
    for _, pair in ipairs(value) do
      args[#args + 1], args[#args + 2] = pair[2], pair[1]
    end
    command('ZADD', key, unpack(args))
  elseif kind == 'string' then
    command('SET', key, value)
  elseif not string.find(key, ':history:', 1, true) then
    command(kind == 'set' and 'SADD' or 'RPUSH', key, unpack(value))
  end
  local left = redis.call('PTTL', key)
  if left > 0 then
    command('PEXPIRE', key, string.format('%.0f', left))
  end
end
-- What goes into a list that all copies share is put there at once.
local shared, named = {}, commands
local function listed(...)
  commands = type(pieces((select(2, ...)))) == 'string' and shared or named
  command(...)
  commands = named
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
  listed('ZADD', P .. 'token:' .. token, valueOf(thread, 'openedAt'), record.thread)
end
for _, row in ipairs(record.places) do
  if string.find(row[1], '^token:') then
    -- A frequent word may not know the one that is copied any more.
  elseif row[2] == 'zset' then
    listed('ZADD', P .. row[1], row[4], row[3])
  elseif row[2] == 'hash' then
    listed('HSET', P .. row[1], row[3], row[4])
  else
    listed('SADD', P .. row[1], row[3])
  end
end
local entries = {}
for i, line in ipairs(record.audit) do
  for at, text in ipairs(line[2]) do
    line[2][at] = pieces(text)
  end
  entries[i] = line[2]
end
local history = pieces(P .. 'history:' .. record.thread)

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
local function allWritten(texts)
  local whole = {}
  for i, text in ipairs(texts) do
    whole[i] = written(text)
  end
  return whole
end

local function add(args)
  redis.call(unpack(args))
  if string.find(args[2], P .. 'token:', 1, true) == 1 and redis.call('ZCARD', args[2]) > most then
    redis.call('ZREMRANGEBYRANK', args[2], 0, -most - 1)
  end
end

local together = {}
for first = 3 + width, #ARGV - 1, width do
  offset = first
  for _, parts in ipairs(commands) do
    add(allWritten(parts))
  end
  for i, parts in ipairs(shared) do
    together[i] = together[i] or { parts[1], parts[2] }
    for at = 3, #parts do
      table.insert(together[i], written(parts[at]))
    end
  end
  for _, entry in ipairs(entries) do
    redis.call('RPUSH', written(history),
      redis.call('XADD', P .. 'audit', 'MAXLEN', '~', '300000', '*', unpack(allWritten(entry))))
  end
end
for _, args in ipairs(together) do
  add(args)
end
return 1
