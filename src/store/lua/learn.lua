local name, json, code, expires = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = P .. 'learned'
local before = redis.call('HGET', key, name)
local refusal = cjson.decode(json)
refusal.count = 1
if before then
  local earlier = cjson.decode(before)
  if earlier.nonce == refusal.nonce then
    return 0
  end
  if earlier.code == code then
    refusal.count = earlier.count + 1
  end
end
redis.call('HSET', key, name, cjson.encode(refusal))
redis.call('PEXPIRE', key, expires)
count('learned.' .. name)
return refusal.count
