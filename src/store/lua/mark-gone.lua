local thread = P .. 'thread:' .. ARGV[1]
if redis.call('EXISTS', thread) == 1 and field(thread, 'rootGone') ~= '1' then
  redis.call('HSET', thread, 'rootGone', '1')
  forgetExample(ARGV[1])
  changeThread(ARGV[1], ARGV[2])
  audit(ARGV[2], 'auto', 'post-gone', ARGV[1])
end
return 1
