return redis.call('HSETNX', P .. 'cursors', ARGV[1], ARGV[2])
