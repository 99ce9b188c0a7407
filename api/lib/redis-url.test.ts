import { expect, test } from 'vitest'
import { isRedisUrl, redisAddressOf, socketOf } from './redis-url.ts'

test.each([
  ['unix:///run/redis/redis.sock', { path: '/run/redis/redis.sock' }],
  ['redis+unix:///run/redis.sock?db=2', { path: '/run/redis.sock', db: 2 }],
  ['UNIX:///run/redis.sock', { path: '/run/redis.sock' }],
  [
    'unix://parley:p%40ss@/run/my%20redis.sock?db=0',
    { path: '/run/my redis.sock', username: 'parley', password: 'p@ss', db: 0 },
  ],
  ['unix://:secret@/run/redis.sock', { path: '/run/redis.sock', password: 'secret' }],
  ['unix:///run/redis.sock?password=secret', { path: '/run/redis.sock', password: 'secret' }],
])('%s MUST be a Unix socket', (url, socket) => {
  expect(socketOf(url)).toEqual(socket)
  expect(isRedisUrl(url)).toBe(true)
  expect(redisAddressOf(url)).toBe(socket.path)
})

test.each(['redis://cache', 'rediss://:secret@cache:6380/1'])('%s MUST be a server at an address', (url) => {
  expect(socketOf(url)).toBeNull()
  expect(isRedisUrl(url)).toBe(true)
  expect(redisAddressOf(url)).not.toContain('secret')
})

test.each([
  'cache:6379',
  'http://cache',
  'unix://',
  'unix:///',
  'unix://run/redis.sock',
  'unix:/run/redis.sock',
  'unix:///run/%zz',
  'unix:///run/redis.sock?db=first',
])('%s MUST be neither', (url) => {
  expect(isRedisUrl(url)).toBe(false)
})
