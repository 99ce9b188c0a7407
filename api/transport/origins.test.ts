import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createReadSent } from './forwarded.ts'
import { createOriginCheck } from './origins.ts'

const mayCome = createOriginCheck(['https://portal.example.com'], createReadSent(['loopback']))
const from = (origin: string | undefined, more: Record<string, string> = {}) =>
  mayCome({
    socket: { remoteAddress: '127.0.0.1' },
    headers: { host: 'parley.example:4000', ...(origin !== undefined && { origin }), ...more },
  } as unknown as IncomingMessage)

test.each([
  undefined,
  'http://parley.example:4000',
  'https://parley.example:4000',
  'HTTPS://Parley.Example:4000',
  'https://portal.example.com',
  'https://portal.example.com:443',
  'https://PORTAL.example.com',
])('a page of %s MUST be let in', (origin) => expect(from(origin)).toBe(true))

test.each([
  '',
  'null',
  'https://evil.example',
  'http://parley.example',
  'http://parley.example:4001',
  'http://parley.example:4000.evil.example',
  'http://evil.example/parley.example:4000',
  'http://portal.example.com',
  'https://portal.example.com.evil.example',
  'https://portal.example.com:8443',
  'https://portal.example.com/path',
  'https://user@portal.example.com',
  'wss://portal.example.com',
  'file://',
])('a page of "%s" MUST be kept out', (origin) => expect(from(origin)).toBe(false))

test('behind a proxy the host MUST be the one that the browser asked', () => {
  expect(from('https://parley.example', { 'x-forwarded-host': 'parley.example' })).toBe(true)
  expect(from('https://evil.example', { 'x-forwarded-host': 'parley.example' })).toBe(false)
})

test.each([
  ['https://p.example.com', 'p.example.com:443'],
  ['http://p.example.com', 'p.example.com:80'],
  ['https://p.example.com:443', 'P.Example.com'],
  ['https://p.example.com', 'p.example.com.'],
  ['https://xn--d-uga.example', 'ód.example'],
  ['https://[2001:db8::1]', '[2001:DB8:0::1]:443'],
])('a page of %s MUST be let in where the host is %s', (origin, host) => expect(from(origin, { host })).toBe(true))

test.each([
  ['https://p.example.com', 'p.example.com:80'],
  ['http://p.example.com', 'p.example.com:443'],
  ['https://p.example.com', 'evil@p.example.com'],
  ['https://p.example.com', 'p.example.com/x'],
  ['https://p.example.com', ''],
])('a page of %s MUST be kept out where the host is %s', (origin, host) => expect(from(origin, { host })).toBe(false))

test('a list of hosts MUST be read from the proxy that the browser asked', () => {
  expect(from('https://parley.example', { 'x-forwarded-host': 'parley.example, internal:4000' })).toBe(true)
  expect(from('https://parley.example', { forwarded: 'for=192.0.2.1;host="parley.example"' })).toBe(true)
})

test.each([
  ['https://p.example:8443', { host: 'p.example', 'x-forwarded-port': '8443' }],
  ['http://p.example:8080', { host: 'inside:4000', 'x-forwarded-host': 'p.example', 'x-forwarded-port': '8080' }],
  ['https://p.example:8443', { host: 'p.example', 'x-forwarded-for': '192.0.2.1', 'x-forwarded-port': '8443, 4000' }],
  ['https://[2001:db8::1]:8443', { host: '[2001:db8::1]', 'x-forwarded-port': '8443' }],
  ['https://p.example:8443', { 'x-forwarded-host': 'p.example:8443', 'x-forwarded-port': '443' }],
  ['https://p.example', { host: 'p.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' }],
  ['https://p.example', { host: 'p.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '80' }],
  ['https://p.example', { host: 'p.example', 'x-forwarded-port': 'x' }],
  ['https://p.example', { forwarded: 'host=p.example', 'x-forwarded-port': '8443' }],
])('a page of %s MUST be let in where the proxy says %o', (origin, headers) => expect(from(origin, headers)).toBe(true))

test.each([
  ['https://p.example', { host: 'p.example', 'x-forwarded-port': '8443' }],
  ['https://p.example:8444', { host: 'p.example', 'x-forwarded-port': '8443' }],
  ['https://p.example:8443', { 'x-forwarded-host': 'p.example:8444', 'x-forwarded-port': '8443' }],
  ['https://evil.example:8443', { host: 'p.example', 'x-forwarded-port': '8443' }],
  ['https://evil.example', { host: 'p.example', 'x-forwarded-port': '443@evil.example' }],
])('a page of %s MUST be kept out where the proxy says %o', (origin, headers) =>
  expect(from(origin, headers)).toBe(false),
)

test('a proxy that is not trusted MUST NOT say which host the browser asked', () => {
  const mayComeAnywhere = createOriginCheck([], createReadSent(['10.0.0.0/8']))
  const headers = { host: 'parley.example', origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }
  const ask = (more: Record<string, string>) =>
    mayComeAnywhere({
      socket: { remoteAddress: '127.0.0.1' },
      headers: { ...headers, ...more },
    } as unknown as IncomingMessage)
  expect(ask({})).toBe(false)
  expect(ask({ origin: 'https://parley.example:8443', 'x-forwarded-port': '8443' })).toBe(false)
})
