import { expect, test } from 'vitest'
import { createNetworks, isNetwork } from './addresses.ts'

test.each(['10.0.0.0/8', '192.0.2.7', '::1', 'fd00::/8', '::/0', '0.0.0.0/0', 'loopback', 'linklocal', 'uniquelocal'])(
  '%s MUST be a network',
  (text) => expect(isNetwork(text)).toBe(true),
)

test.each(['', 'proxy', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '*', 'toString'])(
  '"%s" MUST NOT be a network',
  (text) => expect(isNetwork(text)).toBe(false),
)

test('a network of IPv4 within IPv6 MUST be that of IPv4', () => {
  const has = createNetworks(['::ffff:10.1.0.0/112', '::ffff:192.0.2.7'])
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7'])
    expect([address, has(address)]).toEqual([address, true])
  for (const address of ['10.2.0.1', '192.0.2.8']) expect([address, has(address)]).toEqual([address, false])
  expect(isNetwork('::ffff:10.1.0.0/95')).toBe(false)
})

test('an address MUST be found in a network of either version, however it is written', () => {
  const has = createNetworks(['loopback', '10.1.0.0/16', '2001:db8::/32', '192.0.2.7'])
  for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '::1', '10.1.255.255', '2001:db8::1', '192.0.2.7'])
    expect([address, has(address)]).toEqual([address, true])
  for (const address of ['10.2.0.1', '192.0.2.8', '2001:db9::1', '', 'unknown', '::ffff:10.2.0.1'])
    expect([address, has(address)]).toEqual([address, false])
})
