/** The app speaks British English and 24 hours everywhere, so that no sentence mixes two conventions. */
const locale = 'en-GB'

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const longDayWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
const clockTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' })

export function money({ amount, currencyCode }: { amount: string; currencyCode: string }): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: currencyCode }).format(Number(amount))
}

/** A calendar date (`2026-06-01`), the same everywhere: read as local midnight, never shifted by a time zone. */
export const calendarDay = (date: string): string => day.format(new Date(`${date}T00:00:00`))

export const period = (from: string, to: string): string => `${calendarDay(from)} – ${calendarDay(to)}`

export const clock = (moment: string): string => clockTime.format(new Date(moment))

export const exactly = (moment: string): string => exact.format(new Date(moment))

/** Which local day a moment belongs to, as a key. */
export function dayKey(moment: string): string {
  const date = new Date(moment)
  return `${date.getFullYear()}-${`${date.getMonth() + 1}`.padStart(2, '0')}-${`${date.getDate()}`.padStart(2, '0')}`
}

/** "Today", "Yesterday", "Monday 2 June", and with the year when it is another one. */
export function dayName(moment: string, now = new Date()): string {
  const date = new Date(moment)
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000)
  if (days === 0) return 'Today'
  if (days === 1) return 'Yesterday'
  return (date.getFullYear() === now.getFullYear() ? longDay : longDayWithYear).format(date)
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** "22 Nov 2026, 14:05", for what is looked up rather than followed. */
export const moment = (at: string): string => `${day.format(new Date(at))}, ${clock(at)}`

/** "14:05" today, "Yesterday 14:05", otherwise the date and the time. */
export function whenShort(at: string, now = new Date()): string {
  const name = dayName(at, now)
  if (name === 'Today') return clock(at)
  return `${name === 'Yesterday' ? name : day.format(new Date(at))}, ${clock(at)}`
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

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const smallWords = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

/** A product's name in title case, whatever case its catalogue has it in: "Happy farm" is a name like "Happy House". */
export const properName = (name: string): string =>
  name.replace(/\S+/g, (word, at) =>
    at > 0 && smallWords.has(word) ? word : word.charAt(0).toLocaleUpperCase(locale) + word.slice(1),
  )
