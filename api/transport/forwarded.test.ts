import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createReadSent } from './forwarded.ts'

const sent = (headers: Record<string, string>, remoteAddress = '10.0.0.1', trusted = ['10.0.0.0/8', '::1']) =>
  createReadSent(trusted)({
    socket: { remoteAddress },
    headers: { host: 'inside:4000', ...headers },
  } as unknown as IncomingMessage)

describe('the address of a client', () => {
  test.each<[string, Record<string, string>, string]>([
    ['who came by one proxy', { 'x-forwarded-for': '192.0.2.1' }, '192.0.2.1'],
    ['who came by two', { 'x-forwarded-for': '192.0.2.1, 10.0.0.2' }, '192.0.2.1'],
    ['who claims another one', { 'x-forwarded-for': '198.51.100.9, 192.0.2.1, 10.0.0.2' }, '192.0.2.1'],
    ['with a port', { 'x-forwarded-for': '192.0.2.1:5555' }, '192.0.2.1'],
    ['of version 6', { 'x-forwarded-for': '2001:db8::1' }, '2001:db8::1'],
    ['of version 6 with a port', { 'x-forwarded-for': '[2001:db8::1]:5555' }, '2001:db8::1'],
    ['in quotes', { 'x-forwarded-for': '"[2001:db8::1]:5555"' }, '2001:db8::1'],
    ['of version 4 within 6', { 'x-forwarded-for': '::ffff:192.0.2.1' }, '192.0.2.1'],
    ['who is a proxy itself', { 'x-forwarded-for': '10.0.0.3, 10.0.0.2' }, '10.0.0.3'],
    ['whom the last proxy hides', { 'x-forwarded-for': '192.0.2.1, unknown' }, '10.0.0.1'],
    ['of whom nothing is said', {}, '10.0.0.1'],
    ['in RFC 7239', { forwarded: 'for=192.0.2.1' }, '192.0.2.1'],
    ['in RFC 7239 by two proxies', { forwarded: 'For="[2001:db8::1]:4711";proto=https, for=10.0.0.2' }, '2001:db8::1'],
    ['who claims another one in RFC 7239', { forwarded: 'for=198.51.100.9, for=192.0.2.1' }, '192.0.2.1'],
    [
      'who adds RFC 7239 to what the proxy says',
      { forwarded: 'for=198.51.100.9', 'x-forwarded-for': '192.0.2.1' },
      '192.0.2.1',
    ],
  ])('%s MUST be read', (_, headers, ip) => expect(sent(headers).ip).toBe(ip))

  test('who comes past the proxies MUST be the one that is seen, whatever it claims', () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }
    expect(sent(headers, '203.0.113.5')).toEqual({ ip: '203.0.113.5', protocol: 'http', host: 'inside:4000' })
    expect(sent(headers, '10.0.0.1', [])).toEqual({ ip: '10.0.0.1', protocol: 'http', host: 'inside:4000' })
  })
})

test.each<[Record<string, string>, string]>([
  [{ 'x-forwarded-proto': 'https' }, 'https'],
  [{ 'x-forwarded-proto': 'HTTPS' }, 'https'],
  [{ 'x-forwarded-proto': 'https, http' }, 'https'],
  [{ 'x-forwarded-proto': 'https,https' }, 'https'],
  [{ 'x-forwarded-proto': 'wss' }, 'https'],
  [{ 'x-forwarded-proto': 'http' }, 'http'],
  [{ 'x-forwarded-proto': 'gopher' }, 'http'],
  [{ 'x-forwarded-scheme': 'https' }, 'https'],
  [{ 'x-forwarded-ssl': 'on' }, 'https'],
  [{ 'x-forwarded-ssl': 'off' }, 'http'],
  [{ 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'on' }, 'http'],
  [{ 'x-forwarded-for': '192.0.2.1, 10.0.0.2', 'x-forwarded-proto': 'https, http' }, 'https'],
  [{ 'x-forwarded-for': '198.51.100.9, 192.0.2.1', 'x-forwarded-proto': 'https, http' }, 'http'],
  [{ forwarded: 'for=192.0.2.1;proto=https;host=p.example' }, 'https'],
  [{ forwarded: 'proto=https' }, 'https'],
])('with %o the client MUST have asked by %s', (headers, protocol) => expect(sent(headers).protocol).toBe(protocol))
