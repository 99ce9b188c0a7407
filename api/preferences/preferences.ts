import { type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { minuteOfWeek, minutesOfDay, minutesOfWeek, timeZoneNamed, type Weekday, weekdays } from './local-time.ts'

/**
 * From a time of a weekday on, up to a time that is one of the next day where it is not later. Both are `HH:MM`; the second
 * is left out itself. The same time twice is a whole day.
 */
export type QuietHours = { weekday: Weekday; from: string; to: string }

export const languages = ['EN', 'PL'] as const

/** By its ISO 639-1 code. */
export type Language = (typeof languages)[number]

/** How an agent wants the app to be and to be called, on all devices. */
export type Preferences = {
  /** Others see that the agent is writing. */
  showTyping: boolean
  sounds: boolean
  desktopNotifications: boolean
  doNotDisturbUntil: Date | null
  quietHours: readonly QuietHours[]
  /** That of the quiet hours, as IANA names it. Null until it is set, which counts as UTC. */
  timeZone: string | null
  /** The one that the app speaks; null is that of each browser. */
  language: Language | null
}

/** What is not there stays as it is; so does what is null, but for `doNotDisturbUntil` and `language`. */
export type PreferencesChange = { [Name in keyof Preferences]?: Preferences[Name] | null }

export const initial: Preferences = {
  showTyping: true,
  sounds: false,
  desktopNotifications: true,
  doNotDisturbUntil: null,
  quietHours: [],
  timeZone: null,
  language: null,
}

const mostQuietHours = 50
const year = 366 * 24 * 60 * 60_000
const minute = 60_000

/** The preferences after a change. Throws INVALID_INPUT naming every wrong field. */
export function changed(preferences: Preferences, change: PreferencesChange, at: Date): Preferences {
  throwIfInvalid([...wrongDoNotDisturb(change, at), ...wrongQuietHours(change), ...wrongTimeZone(change)])
  const { doNotDisturbUntil = preferences.doNotDisturbUntil, language = preferences.language } = change
  return {
    showTyping: change.showTyping ?? preferences.showTyping,
    sounds: change.sounds ?? preferences.sounds,
    desktopNotifications: change.desktopNotifications ?? preferences.desktopNotifications,
    doNotDisturbUntil: doNotDisturbUntil && doNotDisturbUntil > at ? doNotDisturbUntil : null,
    quietHours: change.quietHours ?? preferences.quietHours,
    timeZone: change.timeZone == null ? preferences.timeZone : timeZoneNamed(change.timeZone),
    language,
  }
}

function wrongDoNotDisturb({ doNotDisturbUntil }: PreferencesChange, at: Date): FieldError[] {
  if (!doNotDisturbUntil || doNotDisturbUntil.getTime() <= at.getTime() + year) return []
  return [{ path: 'doNotDisturbUntil', message: 'Must be within a year.' }]
}

function wrongQuietHours({ quietHours }: PreferencesChange): FieldError[] {
  if (!quietHours) return []
  if (quietHours.length > mostQuietHours)
    return [{ path: 'quietHours', message: `Must be at most ${mostQuietHours}, got ${quietHours.length}.` }]
  return quietHours.flatMap((hours, i) =>
    (['from', 'to'] as const)
      .filter((end) => minutesOfDay(hours[end]) === null)
      .map((end) => ({ path: `quietHours.${i}.${end}`, message: 'Must be a time from 00:00 to 23:59, as 22:30.' })),
  )
}

function wrongTimeZone({ timeZone }: PreferencesChange): FieldError[] {
  if (timeZone == null || timeZoneNamed(timeZone) !== null) return []
  return [{ path: 'timeZone', message: 'Must be the name of a time zone, as Europe/Warsaw.' }]
}

/** Whether an agent wants to be left alone at a moment. */
export function isQuiet(preferences: Preferences, at: Date): boolean {
  const { doNotDisturbUntil, timeZone } = preferences
  if (doNotDisturbUntil && at < doNotDisturbUntil) return true
  if (preferences.quietHours.length === 0) return false
  return isWithin(preferences.quietHours, minuteOfWeek(timeZone ?? 'UTC', at))
}

function isWithin(quietHours: readonly QuietHours[], minuteNow: number): boolean {
  return quietHours.some(({ weekday, from, to }) => {
    const begin = minutesOfDay(from) ?? 0
    const length = ((minutesOfDay(to) ?? 0) - begin + 24 * 60) % (24 * 60) || 24 * 60
    const since = minuteNow - (weekdays.indexOf(weekday) * 24 * 60 + begin)
    return ((since % minutesOfWeek) + minutesOfWeek) % minutesOfWeek < length
  })
}

/** Zones change their offset from UTC at whole quarters of an hour. */
const quarter = 15 * minute

/** When `isQuiet` will be another than at a moment; null for never. */
export function quietChangesAt(preferences: Preferences, at: Date): Date | null {
  const { doNotDisturbUntil, quietHours } = preferences
  const quiet = isQuiet(preferences, at)
  const byHand = doNotDisturbUntil && at < doNotDisturbUntil ? doNotDisturbUntil : null
  if (byHand && !isQuiet(preferences, byHand)) return byHand
  if (quietHours.length === 0) return null
  const timeZone = preferences.timeZone ?? 'UTC'
  const begin = (byHand ?? at).getTime()
  // A change of the clocks can put off what comes once a week.
  const end = begin + (minutesOfWeek + 24 * 60) * minute
  for (let from = begin - (begin % quarter); from < end; from += quarter) {
    const minuteThen = minuteOfWeek(timeZone, new Date(from))
    for (let after = 0; after < quarter / minute; after++) {
      const moment = from + after * minute
      if (moment > begin && isWithin(quietHours, minuteThen + after) !== quiet) return new Date(moment)
    }
  }
  return null
}
