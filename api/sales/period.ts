import { type Day, dayOf, daysBetween } from '../lib/day.ts'

/** Periods of the calendar: weeks begin on Monday. */
export const periodUnits = ['DAY', 'WEEK', 'MONTH', 'YEAR'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** Days from one to another, both included; null has no bound. */
export type DayRange = { from: Day | null; to: Day | null }

/** A part of a range: single days, or whole months by their first days. */
export type Piece = DayRange & { monthly: boolean }

/** The first day of the period that a day belongs to. */
export function periodStart(day: Day, unit: PeriodUnit): Day {
  switch (unit) {
    case 'DAY':
      return day
    case 'WEEK':
      return daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7))
    case 'MONTH':
      return dayOf(`${day.slice(0, 7)}-01`)
    case 'YEAR':
      return dayOf(`${day.slice(0, 4)}-01-01`)
    default:
      return unit satisfies never
  }
}

/** How many periods there are from that of one day to that of another, both included. */
export function countPeriods(from: Day, to: Day, unit: PeriodUnit): number {
  const days = daysBetween(periodStart(from, unit), periodStart(to, unit))
  if (unit === 'DAY') return days + 1
  if (unit === 'WEEK') return days / 7 + 1
  return unit === 'MONTH'
    ? monthOf(to) - monthOf(from) + 1
    : Math.floor(monthOf(to) / 12) - Math.floor(monthOf(from) / 12) + 1
}

/** The first days of these periods. */
export function periodsOf(from: Day, to: Day, unit: PeriodUnit): Day[] {
  const first = periodStart(from, unit)
  return Array.from({ length: countPeriods(from, to, unit) }, (_, at) => {
    if (unit === 'DAY') return daysAfter(first, at)
    if (unit === 'WEEK') return daysAfter(first, at * 7)
    return firstOf(monthOf(first) + at * (unit === 'MONTH' ? 1 : 12))
  })
}

/** The same days as the whole months among them and what is left at both ends: a year is read as twelve rows. */
export function piecesOf({ from, to }: DayRange): Piece[] {
  const first = from === null ? earliestMonth : monthOf(from) + (from.endsWith('-01') ? 0 : 1)
  const last = to === null ? latestMonth : monthOf(to) - (to === lastOf(monthOf(to)) ? 0 : 1)
  if (first > last) return [{ monthly: false, from, to }]
  const pieces: Piece[] = [
    { monthly: true, from: from === null ? null : firstOf(first), to: to === null ? null : firstOf(last) },
  ]
  if (from !== null && monthOf(from) < first) pieces.push({ monthly: false, from, to: lastOf(first - 1) })
  if (to !== null && monthOf(to) > last) pieces.push({ monthly: false, from: firstOf(last + 1), to })
  return pieces
}

/** Months counted from the beginning of the year 0. */
const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const [earliestMonth, latestMonth] = [12, 9_999 * 12 + 11]

function firstOf(month: number): Day {
  const [year, number] = [Math.floor(month / 12), (month % 12) + 1]
  return dayOf(`${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}-01`)
}

const lastOf = (month: number): Day => daysAfter(firstOf(month), daysIn(month) - 1)

function daysIn(month: number): number {
  const at = new Date(firstOf(month))
  at.setUTCMonth(at.getUTCMonth() + 1, 0)
  return at.getUTCDate()
}

function daysAfter(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10))
}
