import { isDay } from '../lib/day.ts'

const earliest = Date.UTC(2000, 0, 1)
/** Milliseconds: clocks of other machines may run ahead, by a time zone at the worst. */
const tolerance = 86_400_000
/** Milliseconds in one unit: seconds by the protocol, but publishers write every one of these. */
const units = [1_000, 1, 1e-3, 1e-6]

/**
 * The time that a publisher gave a message: a number of seconds, milliseconds, microseconds or nanoseconds since 1970, as
 * number or text, or ISO text. The unit is the one by which it lies between the year 2000 and tomorrow. Null for what is
 * no such time: 0, blank, true, the year 9999.
 */
export function readTimestamp(value: unknown, now = Date.now()): Date | null {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value) : Number.NaN
  const candidates = Number.isNaN(number) ? [isoTime(value)] : units.map((unit) => Math.trunc(number * unit))
  const time = candidates.find((candidate) => candidate >= earliest && candidate <= now + tolerance)
  return time === undefined ? null : new Date(time)
}

function numberOf(text: string): number {
  return /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : Number.NaN
}

const iso = /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.:](\d{1,9}))?\s*(?:Z|([+-]\d{2})(?::?(\d{2}))?)?\s*$/i

// A time without a zone is in UTC, wherever this process runs. NServiceBus writes "2024-06-01 10:00:00:123456 Z". Python
// and Postgres leave the colon or the minutes out of a zone. Date.parse would take 30 February for 1 March.
function isoTime(value: unknown): number {
  const match = typeof value === 'string' ? iso.exec(value) : null
  const [, day = '', time, fraction = '0', hours, minutes = '00'] = match ?? []
  if (!isDay(day)) return Number.NaN
  const zone = hours ? `${hours}:${minutes}` : 'Z'
  return Date.parse(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`)
}
