import { locale, text } from '../texts/texts.ts'

type Formats = ReturnType<typeof formatsOf>

/** 24 hours everywhere, so that no sentence mixes two conventions. */
function formatsOf(locale: string) {
  return {
    day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
    longDayWithYear: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
    clock: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }),
    ago: new Intl.RelativeTimeFormat(locale, { style: 'short' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
  }
}

const known = new Map<string, Formats>()

/** Those of the language that is shown; making one takes a browser longer than using it a hundred times. */
function formats(): Formats {
  const found = known.get(locale()) ?? formatsOf(locale())
  known.set(locale(), found)
  return found
}

export function money({ amount, currencyCode }: { amount: string; currencyCode: string }): string {
  return new Intl.NumberFormat(locale(), { style: 'currency', currency: currencyCode }).format(Number(amount))
}

/** "37%", of a share of 1. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** "5 min ago" */
export const minutesAgo = (minutes: number): string => formats().ago.format(-minutes, 'minute')

/** "Ann, Bob and Cid" */
export const listOf = (names: readonly string[]): string => formats().list.format(names)

/** A calendar date (`2026-06-01`), the same everywhere: read as local midnight, never shifted by a time zone. */
export const calendarDay = (date: string): string => formats().day.format(new Date(`${date}T00:00:00`))

/** `June 2026`, of any day of the month. */
export const monthName = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric' }).format(new Date(`${day}T00:00:00`))

export const period = (from: string, to: string): string => `${calendarDay(from)} – ${calendarDay(to)}`

export const clock = (moment: string): string => formats().clock.format(new Date(moment))

export const exactly = (moment: string): string => formats().exact.format(new Date(moment))

/** Which local day a moment belongs to, as a key. */
export function dayKey(moment: string): string {
  const date = new Date(moment)
  return `${date.getFullYear()}-${`${date.getMonth() + 1}`.padStart(2, '0')}-${`${date.getDate()}`.padStart(2, '0')}`
}

/** "Today", "Yesterday", "Monday 2 June", and with the year when it is another one; to stand alone, as a heading. */
export function dayName(moment: string, now = new Date()): string {
  const date = new Date(moment)
  const days = daysAgo(date, now)
  if (days === 0) return text('time.today')
  if (days === 1) return text('time.yesterday')
  const { longDay, longDayWithYear } = formats()
  const name = (date.getFullYear() === now.getFullYear() ? longDay : longDayWithYear).format(date)
  return name.charAt(0).toLocaleUpperCase(locale()) + name.slice(1)
}

const daysAgo = (date: Date, now: Date): number => Math.round((midnight(now) - midnight(date)) / 86_400_000)

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** "22 Nov 2026, 14:05", for what is looked up rather than followed. */
export const moment = (at: string): string => `${formats().day.format(new Date(at))}, ${clock(at)}`

/** "14:05" today, "Yesterday, 14:05", otherwise the date and the time; also within a sentence. */
export function whenShort(at: string, now = new Date()): string {
  const days = daysAgo(new Date(at), now)
  if (days === 0) return clock(at)
  return days === 1 ? text('time.yesterdayAt', { time: clock(at) }) : moment(at)
}

/** Today and other days as `YYYY-MM-DD`, local. */
export function isoDay(offsetDays = 0, from = new Date()): string {
  return dayKey(new Date(from.getFullYear(), from.getMonth(), from.getDate() + offsetDays).toISOString())
}

/** Short enough for a row, long enough to tell two apart. */
export const shortNumber = (number: string): string => (number.length > 12 ? `${number.slice(0, 8)}…` : number)

/** "@2" for what is for the agent alone, else how much is unread; empty for nothing. */
export function badgeText(unread: number, forMe: number): string {
  const count = forMe || unread
  if (count === 0) return ''
  return `${forMe > 0 ? '@' : ''}${count > 99 ? '99+' : count}`
}

const smallWords = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

/** A product's name in title case, whatever case its catalogue has it in: "Happy farm" is a name like "Happy House". */
export const properName = (name: string): string =>
  name.replace(/\S+/g, (word, at) =>
    at > 0 && smallWords.has(word) ? word : word.charAt(0).toLocaleUpperCase('en-GB') + word.slice(1),
  )
