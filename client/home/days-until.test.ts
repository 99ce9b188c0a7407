import { expect, test } from 'vitest'
import { daysUntil, inDays } from './days-until.ts'

test('days MUST be counted by the calendar, over changes of the clock and the ends of months', () => {
  expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2)
  expect(daysUntil('2027-03-01', '2027-02-27')).toBe(2)
  expect(daysUntil('2026-11-26', '2026-11-27')).toBe(-1)
})

test('how long it is MUST be said as people say it', () => {
  expect([0, 1, 5].map(inDays)).toEqual(['today', 'tomorrow', 'in 5 days'])
})
