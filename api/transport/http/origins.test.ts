import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createOriginCheck } from './origins.ts'

const mayCome = createOriginCheck(['https://portal.example.com'])
const from = (origin: string | undefined, more: Record<string, string> = {}) =>
  mayCome({
    headers: { host: 'parley.example:4000', ...(origin !== undefined && { origin }), ...more },
  } as unknown as IncomingMessage)

test.each([undefined, 'http://parley.example:4000', 'https://parley.example:4000', 'https://portal.example.com'])(
  'a page of %s MUST be let in',
  (origin) => expect(from(origin)).toBe(true),
)

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
])('a page of "%s" MUST be kept out', (origin) => expect(from(origin)).toBe(false))

test('behind a proxy the host MUST be the one that the browser asked', () => {
  expect(from('https://parley.example', { 'x-forwarded-host': 'parley.example' })).toBe(true)
  expect(from('https://evil.example', { 'x-forwarded-host': 'parley.example' })).toBe(false)
})
