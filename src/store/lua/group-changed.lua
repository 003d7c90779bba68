-- Whoever remembers a group's members by an older stamp asks for them anew.
redis.call('HSET', P .. 'groups', ARGV[1], ARGV[2])
return 1
