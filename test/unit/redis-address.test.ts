import { expect, it } from 'vitest';
import { parseRedisAddress, redisPassword } from '../../src/domain/redis-address.ts';

const NOBODY = { username: null, password: null, tls: false };

it.each([
  ['redis://host:6379', { kind: 'one', url: 'redis://host:6379', replicas: 0 }],
  ['rediss://user:word@host', { kind: 'one', url: 'rediss://user:word@host', replicas: 0 }],
  [
    'redis+sentinel://one:26380,two/care',
    {
      kind: 'sentinel',
      hosts: [
        { host: 'one', port: 26_380 },
        { host: 'two', port: 26_379 },
      ],
      name: 'care',
      db: 0,
      replicas: 1,
      ...NOBODY,
    },
  ],
  [
    'rediss+cluster://us%40r:p%3Aw@10.0.0.1:7000,[::1]:7001?replicas=2',
    {
      kind: 'cluster',
      hosts: [
        { host: '10.0.0.1', port: 7000 },
        { host: '::1', port: 7001 },
      ],
      replicas: 2,
      username: 'us@r',
      password: 'p:w',
      tls: true,
    },
  ],
])('%s is understood', (text, address) => {
  expect(parseRedisAddress(text)).toEqual(address);
});

it.each([
  ['http://host', /must look like redis:/u],
  ['redis+sentinel://host:26379', /does not name the master/u],
  ['redis+sentinel://host:0/care', /must look like/u],
  ['redis+sentinel://host/care?replicas=9', /replicas=9, which must be 0 to 5/u],
  ['redis+sentinel://host/care?db=16', /db=16/u],
  ['redis+cluster://host/3', /names a database/u],
  ['redis+cluster://host?copies=1', /"copies" after the "\?"/u],
])('%s is refused with the way out', (text, complaint) => {
  expect(parseRedisAddress(text)).toMatch(complaint);
});

it.each([
  ['redis://:word@host', 'word'],
  ['redis+cluster://user:p%3Aw@host', 'p:w'],
  ['redis+cluster://host', null],
  ['nonsense', null],
])('the password of %s is %s', (text, password) => {
  expect(redisPassword(text)).toBe(password);
});
