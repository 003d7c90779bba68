-- Put before every script, then `unpacking.lua`, then `lib.lua`. KEYS[1] is the workspace's prefix: all keys of a workspace share one hash tag.
local P = KEYS[1]

-- The caller's mark of the store, always last: a server without it has lost our data (see store-guard.ts).
local MARK = table.remove(ARGV)
if MARK ~= '' and redis.call('GET', P .. 'mark') ~= MARK then
  return redis.error_reply('FACCIALOST the mark of the store is not there')
end

-- What goes on at the caller's, for traces; empty: nobody asked for them.
local TRACE = table.remove(ARGV)
