/** Calendar dates are text, YYYY-MM-DD, so that no time zone can move them; in this form they also compare as text. */

/** True for an existing day from the year 1 on. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The earliest day that is today somewhere on earth: the one in the time zone UTC-12. */
export function earliestToday(at: Date): string {
  return new Date(at.getTime() - 12 * 3_600_000).toISOString().slice(0, 10)
}

/** Whole days from one day to another; the last day itself is not counted. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** True when `to` lies more than `years` calendar years after `from`. */
export function isMoreThanYearsAfter(to: string, from: string, years: number): boolean {
  const passed = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return passed > years || (passed === years && to.slice(5) > from.slice(5))
}
