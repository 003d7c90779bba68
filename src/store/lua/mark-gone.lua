local thread = P .. 'thread:' .. ARGV[1]
if redis.call('EXISTS', thread) == 1 and field(thread, 'rootGone') ~= '1' then
  redis.call('HSET', thread, 'rootGone', '1')
  forgetExample(ARGV[1])
  -- It may only be hidden from whoever wanted to answer: what is true for all is asked at once.
  for _, post in ipairs(redis.call('ZRANGE', P .. 'posts:' .. ARGV[1], 0, -1)) do
    redis.call('ZADD', P .. 'watched', ARGV[2], post)
  end
  redis.call('ZADD', P .. 'watched', ARGV[2], field(thread, 'root'))
  touch('recheck:posts', ARGV[2])
  changeThread(ARGV[1], ARGV[2])
  audit(ARGV[2], 'auto', 'post-gone', ARGV[1])
end
return 1
