import { expect, test } from 'vitest'
import { preferredEncoding } from './encodings.ts'

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip;q=1.0, br;q=0.5', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['GZIP', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['identity', 'identity'],
  ['broken, gzipped', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
])('%s MUST be answered with %s', (header, encoding) => {
  expect(preferredEncoding(header)).toBe(encoding)
})
