-- Answers: the newest entry, then five values for each text that counts, newest first. A reply that was taken back or
-- refused reached nobody; a post that belongs to a reply is that reply's text.
local since = tonumber(ARGV[1])
local entries = redis.call('LRANGE', P .. 'said', 0, -1)
local found = { entries[1] or '' }

local function add(entry, account, responder, at, text)
  for _, value in ipairs({ entry, account, responder, at, text }) do
    found[#found + 1] = value
  end
end

local function addReply(entry, id)
  local reply = P .. 'reply:' .. id
  local state, at = field(reply, 'state'), field(reply, 'updatedAt')
  if state == '' or state == 'withdrawn' or state == 'refused' then
    return
  end
  if state == 'sent' and tonumber(at) < since then
    return
  end
  local account = field(reply, 'accountId')
  if string.match(field(reply, 'steps'), '^[^,]+') == 'brand' then
    local brand = field(P .. 'thread:' .. field(reply, 'threadId'), 'brand')
    account = redis.call('GET', P .. 'owner:brand:' .. brand) or ''
  end
  add(entry, account, field(reply, 'responder'), at, field(reply, 'text'))
end

for _, entry in ipairs(entries) do
  local kind, id = string.match(entry, '^(%a+):(.+)$')
  if kind == 'reply' then
    addReply(entry, id)
  elseif field(P .. 'post:' .. id, 'reply') == '' then
    add(entry, '', '', '', field(P .. 'post:' .. id, 'json'))
  end
end
return found
