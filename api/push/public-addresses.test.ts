import { expect, test } from 'vitest'
import { isPublic, lookupPublic } from './public-addresses.ts'

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
])('%s MUST NOT be public', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '142.250.1.1', '2607:f8b0:4005::1', '2a00:1450::1'])(
  '%s MUST be public',
  (address) => {
    expect(isPublic(address)).toBe(true)
  },
)

test('a name that stands for this machine MUST NOT be looked up', async () => {
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookupPublic('localhost', { all }, resolve))
    expect(String(error)).toMatch(/no public address/)
  }
})
