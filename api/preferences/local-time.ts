export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
export type Weekday = (typeof weekdays)[number]

export const minutesOfWeek = 7 * 24 * 60

/** Minutes since midnight of a time as `07:30`; null for anything else. */
export function minutesOfDay(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en', {
      timeZone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  return format
}

/** Minutes since midnight of Monday, by the clocks of a time zone. */
export function minuteOfWeek(timeZone: string, at: Date): number {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ''
  const names: readonly string[] = weekdays
  const day = names.indexOf(part('weekday').toUpperCase())
  return (day * 24 + Number(part('hour'))) * 60 + Number(part('minute'))
}

/** A time zone as the IANA database names it, given in any case; null for any other text, offsets as `+01:00` too. */
export function timeZoneNamed(name: string): string | null {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return null
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    // Intl may give the older name of a zone that has two.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name
  } catch {
    return null
  }
}
