local id, lead, now = ARGV[1], ARGV[2], ARGV[3]
local thread = P .. 'thread:' .. id
if redis.call('EXISTS', thread) == 0 then
  return { 'missing' }
end
local user = field(thread, 'shielded')
if user == '' then
  return { 'already' }
end
redis.call('SREM', P .. 'shields:' .. field(thread, 'customer'), user)
redis.call('HDEL', thread, 'shielded')
news(id, now, { kind = 'shield-lifted', by = lead, from = user })
changeThread(id, now)
count('shields.lifted')
audit(now, lead, 'shield-lifted', id, '', user)
return { 'done' }
