local user, request, lead, what, reason, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local key = P .. 'responder:' .. user
local decision = what == 'approve' and 'approved' or 'declined'
if request == '' or field(key, 'request') ~= request then
  return 'gone'
end
if field(key, 'decision') ~= '' then
  return field(key, 'decision') == decision and field(key, 'decidedBy') == lead and 'done' or 'already'
end
if field(key, 'state') ~= 'asked' then
  return 'gone'
end
redis.call('HSET', key, 'state', what == 'approve' and 'enrolled' or 'declined', 'decision', decision,
  'decidedBy', lead, 'decidedAt', now, 'reason', reason)
if what == 'decline' then
  redis.call('SREM', P .. 'responders', user)
end
touch('joining:' .. user, now)
count('responders.' .. decision)
audit(now, lead, 'responder-' .. decision, '', '', user .. (reason ~= '' and ': ' .. reason or ''))
return 'done'
