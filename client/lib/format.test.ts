import { expect, test } from 'vitest'
import { calendarDay, dayName, isoDay, money, whenShort } from './format.ts'

test('money MUST show the currency and both decimals', () => {
  expect(money({ amount: '515.63', currencyCode: 'EUR' })).toBe('€515.63')
  expect(money({ amount: '72.00', currencyCode: 'EUR' })).toBe('€72.00')
})

test('a calendar date MUST be the same day in every time zone', () => {
  expect(calendarDay('2026-06-01')).toBe('1 Jun 2026')
})

test('days MUST be named as people call them', () => {
  const now = new Date('2026-06-02T00:30:00')
  expect(dayName(new Date('2026-06-02T00:01:00').toISOString(), now)).toBe('Today')
  expect(dayName(new Date('2026-06-01T23:59:00').toISOString(), now)).toBe('Yesterday')
  expect(dayName(new Date('2026-05-30T12:00:00').toISOString(), now)).toBe('Saturday 30 May')
  expect(dayName(new Date('2025-05-30T12:00:00').toISOString(), now)).toBe('30 May 2025')
  expect(whenShort(new Date('2026-06-01T23:59:00').toISOString(), now)).toBe('Yesterday, 23:59')
})

test('days from a day MUST survive the ends of months and summer time', () => {
  expect(isoDay(30, new Date('2026-01-31T00:00:00'))).toBe('2026-03-02')
  expect(isoDay(365, new Date('2026-03-28T00:00:00'))).toBe('2027-03-28')
})
