-- How far the posts of an archive were asked for: `<since>:<how many>`. ARGV[2] empty: the file is not there any more.
if ARGV[2] == '' then
  redis.call('HDEL', P .. 'archive-checks', ARGV[1])
else
  redis.call('HSET', P .. 'archive-checks', ARGV[1], ARGV[2])
end
return 1
