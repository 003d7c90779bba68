local id, file, account, mediaId, at, ready, now, lasts =
  ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], tonumber(ARGV[8])
local reply = P .. 'reply:' .. id
local state = field(reply, 'state')
if state ~= 'held' and state ~= 'queued' then
  return ''
end
local name = 'upload:' .. file
local before = field(reply, name)
local beforeAccount, beforeMedia, beforeAt, beforeReady = string.match(before, '^(%S+) (%S+) (%S+) (%S+)$')
if beforeAccount == account and tonumber(now) - tonumber(beforeAt) < lasts then
  -- Whoever came first has it: two uploads of one file must not be posted one after the other.
  if beforeMedia ~= mediaId or beforeReady == '1' then
    return before
  end
  at = beforeAt
end
local value = table.concat({ account, mediaId, at, ready }, ' ')
redis.call('HSET', reply, name, value)
if value ~= before then
  audit(now, 'auto', ready == '1' and 'file-ready' or 'file-uploaded', field(reply, 'threadId'), id, file)
end
return value
