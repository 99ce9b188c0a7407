import { expect, test } from 'vitest'
import { type Day, dayOf } from '../lib/day.ts'
import { countPeriods, periodsOf, piecesOf } from './period.ts'

const day = dayOf

test.each([
  ['DAY', '2020-02-28', '2020-03-01', ['2020-02-28', '2020-02-29', '2020-03-01']],
  ['WEEK', '2020-12-27', '2021-01-04', ['2020-12-21', '2020-12-28', '2021-01-04']],
  ['MONTH', '2019-12-31', '2020-02-01', ['2019-12-01', '2020-01-01', '2020-02-01']],
  ['YEAR', '2019-12-31', '2021-01-01', ['2019-01-01', '2020-01-01', '2021-01-01']],
  ['WEEK', '0001-01-01', '0001-01-07', ['0001-01-01']],
  ['MONTH', '9999-12-01', '9999-12-31', ['9999-12-01']],
] as const)('every %s from %s to %s MUST be there once, by the calendar', (unit, from, to, periods) => {
  expect(periodsOf(day(from), day(to), unit)).toEqual(periods)
  expect(countPeriods(day(from), day(to), unit)).toBe(periods.length)
})

const asText = (from: string | null, to: string | null) =>
  piecesOf({ from: from === null ? null : day(from), to: to === null ? null : day(to) })
    .map((piece) => `${piece.monthly ? 'months' : 'days'} ${piece.from ?? ''}..${piece.to ?? ''}`)
    .sort()

test('a range MUST be read by whole months, and by days at its ends alone', () => {
  expect(asText('2020-01-01', '2020-03-31')).toEqual(['months 2020-01-01..2020-03-01'])
  expect(asText('2020-01-15', '2020-03-30')).toEqual([
    'days 2020-01-15..2020-01-31',
    'days 2020-03-01..2020-03-30',
    'months 2020-02-01..2020-02-01',
  ])
  expect(asText('2020-02-02', '2020-03-30')).toEqual(['days 2020-02-02..2020-03-30'])
  expect(asText('2020-02-02', '2020-02-29')).toEqual(['days 2020-02-02..2020-02-29'])
  expect(asText('2020-02-01', '2020-02-29')).toEqual(['months 2020-02-01..2020-02-01'])
  expect(asText(null, null)).toEqual(['months ..'])
  expect(asText(null, '2020-02-28')).toEqual(['days 2020-02-01..2020-02-28', 'months ..2020-01-01'])
  expect(asText('2020-02-02', null)).toEqual(['days 2020-02-02..2020-02-29', 'months 2020-03-01..'])
  expect(asText('9999-12-02', null)).toEqual(['days 9999-12-02..'])
  expect(asText(null, '0001-01-30')).toEqual(['days ..0001-01-30'])
})

test('the pieces of any range MUST hold each of its days once', () => {
  const days: Day[] = periodsOf(day('2023-11-20'), day('2024-04-10'), 'DAY')
  for (let from = 0; from < days.length; from += 3) {
    for (let to = from; to < days.length; to += 5) {
      const [first, last] = [days[from] ?? null, days[to] ?? null]
      const held = piecesOf({ from: first, to: last }).flatMap((piece) =>
        days.filter((one) => {
          const compared = piece.monthly ? `${one.slice(0, 7)}-01` : one
          return compared >= (piece.from ?? '') && compared <= (piece.to ?? '')
        }),
      )
      expect(held.sort()).toEqual(days.slice(from, to + 1))
    }
  }
})
