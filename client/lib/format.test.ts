import { afterEach, beforeAll, expect, test } from 'vitest'
import { loadAppTexts, showLanguage } from '../texts/texts.ts'
import { calendarDay, dayName, isoDay, money, whenShort } from './format.ts'

beforeAll(loadAppTexts)
afterEach(() => showLanguage('en'))

test('money MUST show the currency and both decimals, as the language writes it', async () => {
  expect(money({ amount: '515.63', currencyCode: 'EUR' })).toBe('€515.63')
  expect(money({ amount: '72.00', currencyCode: 'EUR' })).toBe('€72.00')
  await showLanguage('pl')
  expect(money({ amount: '12515.63', currencyCode: 'EUR' }).replaceAll(/\s/g, ' ')).toBe('12 515,63 €')
  expect(money({ amount: '72.00', currencyCode: 'PLN' }).replaceAll(/\s/g, ' ')).toBe('72,00 zł')
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

test('days MUST be named in Polish when that is shown', async () => {
  await showLanguage('pl')
  const now = new Date('2026-06-02T00:30:00')
  expect(dayName(new Date('2026-06-01T23:59:00').toISOString(), now)).toBe('Wczoraj')
  expect(dayName(new Date('2026-05-30T12:00:00').toISOString(), now)).toBe('Sobota, 30 maja')
  expect(whenShort(new Date('2026-06-01T23:59:00').toISOString(), now)).toBe('wczoraj, 23:59')
  expect(calendarDay('2026-06-01')).toBe('1 cze 2026')
})

test('days from a day MUST survive the ends of months and summer time', () => {
  expect(isoDay(30, new Date('2026-01-31T00:00:00'))).toBe('2026-03-02')
  expect(isoDay(365, new Date('2026-03-28T00:00:00'))).toBe('2027-03-28')
})
