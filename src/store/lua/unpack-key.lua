-- Somebody reads what belongs to a thread by plain commands, and found nothing. 1: it stands there now: it was packed until now, or
-- somebody else has unpacked it meanwhile.
local owner = packedOwner(ARGV[1])
if owner then
  unpackThread(owner)
end
return plain.call('EXISTS', P .. ARGV[1])
