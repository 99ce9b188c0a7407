import { expect, test } from 'vitest'
import { dayOf, daysBetween, earliestToday, isDay, isMoreThanYearsAfter } from './day.ts'

test.each(['2026-06-01', '2024-02-29', '0001-01-01', '9999-12-31'])('%s MUST be a day', (text) => {
  expect(isDay(text)).toBe(true)
  expect(dayOf(text)).toBe(text)
})

test.each(['', '2026-6-1', '2026-02-29', '2026-13-01', '0000-01-01', '2026-06-01T00:00', ' 2026-06-01', '-026-06-01'])(
  '%j MUST be no day',
  (text) => {
    expect(isDay(text)).toBe(false)
    expect(() => dayOf(text)).toThrow('is no day')
  },
)

test.each([
  ['2026-05-01T11:59:59.999Z', '2026-04-30'],
  ['2026-05-01T12:00:00.000Z', '2026-05-01'],
  ['2026-01-01T00:00:00.000Z', '2025-12-31'],
])('at %s the earliest day that is today anywhere MUST be %s', (at, day) => {
  expect(earliestToday(new Date(at))).toBe(day)
})

test('days MUST be counted over leap days and changes of the clock', () => {
  expect(daysBetween(dayOf('2024-02-28'), dayOf('2024-03-01'))).toBe(2)
  expect(daysBetween(dayOf('2026-03-28'), dayOf('2026-03-30'))).toBe(2)
  expect(isMoreThanYearsAfter(dayOf('2036-06-01'), dayOf('2026-06-01'), 10)).toBe(false)
  expect(isMoreThanYearsAfter(dayOf('2036-06-02'), dayOf('2026-06-01'), 10)).toBe(true)
})
