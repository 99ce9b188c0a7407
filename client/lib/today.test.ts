import { expect, test } from 'vitest'
import { untilMidnight, untilUtcMidnight, utcDay } from './today.ts'

test('the next day MUST begin at local midnight, also at the end of a year', () => {
  expect(untilMidnight(new Date('2026-06-01T23:59:59.500'))).toBe(500)
  expect(untilMidnight(new Date('2026-12-31T12:00:00'))).toBe(12 * 3_600_000)
})

test('the day by which sales are counted MUST be that of UTC, wherever the browser is', () => {
  const evening = new Date('2026-05-31T19:59:59.500-04:00')
  expect(utcDay(evening)).toBe('2026-05-31')
  expect(untilUtcMidnight(evening)).toBe(500)
  expect(utcDay(new Date('2026-05-31T20:00:00-04:00'))).toBe('2026-06-01')
  expect(utcDay(new Date('2026-06-01T01:00:00+02:00'))).toBe('2026-05-31')
})
