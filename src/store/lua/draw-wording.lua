-- `worded`: the numbers that this reply drew, one more than it was reworded.
local id, list, sentences = ARGV[1], ARGV[2], tonumber(ARGV[3])
local reply = P .. 'reply:' .. id
local worded, had, drawn, last = field(reply, 'worded'), {}, 0, nil
for number in string.gmatch(worded, '%d+') do
  last = tonumber(number)
  had[last % sentences] = true
  drawn = drawn + 1
end
if drawn > (tonumber(field(reply, 'rewordings')) or 0) then
  return last
end
local number
for _ = 1, sentences do
  number = redis.call('HINCRBY', P .. 'wordings', list, 1)
  if not had[number % sentences] then
    break
  end
end
redis.call('HSET', reply, 'worded', worded .. number .. ',')
return number
