import { expect, test } from 'vitest'
import { readTimestamp } from './timestamp.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const at = '2024-06-01T10:00:00.000Z'

test.each([
  ['seconds', 1_717_236_000],
  ['milliseconds', 1_717_236_000_000],
  ['microseconds', 1_717_236_000_000_000],
  ['nanoseconds', 1_717_236_000_000_000_000],
  ['text', '1717236000'],
  ['ISO', '2024-06-01T10:00:00Z'],
  ['ISO with a zone', '2024-06-01T12:00:00.0000000+02:00'],
  ['ISO with a zone as Python writes it', '2024-06-01T12:00:00.000000+0200'],
  ['ISO with a zone as Postgres writes it', '2024-06-01 04:30:00-05:30'],
  ['ISO with a zone of hours', '2024-06-01 05:00:00-05'],
  ['ISO without a zone', '2024-06-01T10:00:00'],
  ['NServiceBus', '2024-06-01 10:00:00:000000 Z'],
])('a time in %s MUST be understood', (_, value) => {
  expect(readTimestamp(value, now)?.toISOString()).toBe(at)
})

test.each([
  0,
  -1,
  1,
  true,
  false,
  null,
  undefined,
  '',
  ' ',
  'soon',
  '0001-01-01T00:00:00',
  '2024-02-30T10:00:00Z',
  '2024-06-01T10:00:00+2',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  253_402_300_799,
  '9999-12-31T23:59:59Z',
  {},
  [1_717_236_000],
])('%j MUST be no time', (value) => {
  expect(readTimestamp(value, now)).toBeNull()
})

test('a clock that runs ahead MUST be believed for a day', () => {
  expect(readTimestamp((now + 3_600_000) / 1_000, now)).toEqual(new Date(now + 3_600_000))
  expect(readTimestamp((now + 2 * 86_400_000) / 1_000, now)).toBeNull()
})
