import type { QuietHoursInput, Weekday } from '../gql/graphql.ts'

export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** Days with the same quiet hours, as they are edited. A time that is not filled in is empty. */
export type QuietRow = { days: readonly Weekday[]; from: string; to: string }

export const nights: QuietRow = { days: weekdays, from: '20:00', to: '07:00' }

/** Quiet hours by their times, in the order of the first of each. */
export function rowsOf(quietHours: readonly QuietHoursInput[]): QuietRow[] {
  const rows: QuietRow[] = []
  for (const { weekday, from, to } of quietHours) {
    const at = rows.findIndex((row) => row.from === from && row.to === to)
    const row = rows[at]
    if (!row) rows.push({ days: [weekday], from, to })
    else if (!row.days.includes(weekday)) rows[at] = { ...row, days: [...row.days, weekday] }
  }
  return rows
}

/** Null while a time is not filled in. */
export function quietHoursOf(rows: readonly QuietRow[]): QuietHoursInput[] | null {
  if (rows.some(({ from, to }) => !from || !to)) return null
  return rows.flatMap(({ days, from, to }) =>
    weekdays.filter((day) => days.includes(day)).map((weekday) => ({ weekday, from, to })),
  )
}
