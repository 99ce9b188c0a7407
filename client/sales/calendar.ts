import type { PeriodUnit } from '../gql/graphql.ts'
import { locale } from '../texts/texts.ts'

/** The last day of the period that begins on a day; days are `YYYY-MM-DD`. */
export function periodEnd(from: string, unit: PeriodUnit): string {
  const next = new Date(from)
  if (unit === 'DAY') return from
  if (unit === 'WEEK') next.setUTCDate(next.getUTCDate() + 7)
  if (unit === 'MONTH') next.setUTCMonth(next.getUTCMonth() + 1)
  if (unit === 'YEAR') next.setUTCFullYear(next.getUTCFullYear() + 1)
  next.setUTCDate(next.getUTCDate() - 1)
  return next.toISOString().slice(0, 10)
}

const options: Record<PeriodUnit, Intl.DateTimeFormatOptions> = {
  DAY: { day: 'numeric', month: 'short', year: 'numeric' },
  WEEK: { day: 'numeric', month: 'short', year: 'numeric' },
  MONTH: { month: 'short', year: 'numeric' },
  YEAR: { year: 'numeric' },
}

/** Names periods by their first days: "3 Feb 2026" for a day and a week, "Feb 2026", "2026". For components that call `useTexts`. */
export function periodNames(unit: PeriodUnit): (from: string) => string {
  const format = new Intl.DateTimeFormat(locale(), { ...options[unit], timeZone: 'UTC' })
  return (from) => format.format(new Date(from))
}
