import { expect, test } from 'vitest'
import { untilMidnight } from './today.ts'

test('the next day MUST begin at local midnight, also at the end of a year', () => {
  expect(untilMidnight(new Date('2026-06-01T23:59:59.500'))).toBe(500)
  expect(untilMidnight(new Date('2026-12-31T12:00:00'))).toBe(12 * 3_600_000)
})
