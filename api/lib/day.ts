import type { Brand } from './brand.ts'

/**
 * A calendar date that exists, from the year 1 on, as text YYYY-MM-DD: no time zone can move it, and days compare as
 * text. Made by {@link isDay} and {@link earliestToday}, and read from columns of the type `date`.
 */
export type Day = Brand<string, 'Day'>

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The day of a text that is one; throws otherwise, so it is for what is written in the source. */
export function dayOf(text: string): Day {
  if (!isDay(text)) throw new Error(`${JSON.stringify(text)} is no day.`)
  return text
}

/** The earliest day that is today somewhere on earth: the one in the time zone UTC-12. */
export function earliestToday(at: Date): Day {
  return dayOf(new Date(at.getTime() - 12 * 3_600_000).toISOString().slice(0, 10))
}

/** The day that it is in UTC. */
export function utcDay(at: Date): Day {
  return dayOf(at.toISOString().slice(0, 10))
}

/** Whole days from one day to another; the last day itself is not counted. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** True when `to` lies more than `years` calendar years after `from`. */
export function isMoreThanYearsAfter(to: Day, from: Day, years: number): boolean {
  const passed = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return passed > years || (passed === years && to.slice(5) > from.slice(5))
}
