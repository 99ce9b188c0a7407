import { z } from 'zod'
import { parseDatabaseUrl } from './db/database-url.ts'
import { isNetwork } from './lib/addresses.ts'
import { originOf } from './lib/origin.ts'
import { isRedisUrl } from './lib/redis-url.ts'
import { StartError } from './lib/start-error.ts'

/** The forms in which the variables of the environment are written, each with what a wrong value is refused with. */

/** What a wrong value is refused with; the variable's name is put before it. */
export const expected = (what: string) => (issue: { input?: unknown }) =>
  `must be ${what}, got ${JSON.stringify(String(issue.input).slice(0, 100))}.`

export const whole = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d{1,15}$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: expected(`a whole number from ${from} to ${to}`),
    })
    .transform(Number)

// A URL may contain a password, so what was given is not repeated.
export const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}; a password's @ / # are written as %40 %2F %23.`,
  })

/** redis: and rediss: as ioredis reads them, or the path of a Unix socket. */
export const redisUrl = z.string().refine(isRedisUrl, {
  error:
    "must be a URL that begins with redis://, rediss:// or, before the path of a socket, unix:///; a password's @ / # are written as %40 %2F %23.",
})

export const databaseUrl = z.string().superRefine((text, context) => {
  try {
    parseDatabaseUrl(text)
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    context.addIssue({ code: 'custom', message: error.message.replace(/^DATABASE_URL /, '') })
  }
})

export const list = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)

export const origin = z
  .string()
  .refine((text) => originOf(text) !== null, {
    error: expected('a list of origins such as https://portal.example.com'),
  })
  .transform((text) => originOf(text) ?? text)

export const network = z.string().refine(isNetwork, {
  error: expected('a list of addresses, networks such as 10.0.0.0/8, loopback, linklocal or uniquelocal'),
})

/** A path as browsers write it, with a slash at both ends. */
export const path = z
  .string()
  .refine((text) => /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*\/?$/.test(text), {
    error: expected('a path such as /parley, of letters, digits, and - . _ ~ between slashes'),
  })
  .transform((text) => text.replace(/\/?$/, '/'))

const seconds: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** Times by name, as `room:30d,notifications:12h`; in seconds. */
export const durations = (...names: string[]) => {
  const entry = new RegExp(`^(${names.join('|')}):(0*[1-9]\\d{0,5})([smhd])$`)
  const one = z
    .string()
    .regex(entry, { error: expected(`a list of times such as room:30d for ${names.join(' and ')}`) })
    .transform((text): [string, number] => {
      const [, name = '', count, unit = ''] = entry.exec(text) ?? []
      return [name, Number(count) * (seconds[unit] ?? 1)]
    })
  return z
    .string()
    .transform(list)
    .pipe(z.array(one))
    .transform(Object.fromEntries<number>)
}

export const claims = (otherwise = '') => z.string().transform(list).prefault(otherwise)

const ratePattern = /^(\d{1,7})(?:\/(0*[1-9]\d{0,5})([smhd]))?$/

/** So many in so many seconds, as `5` (in one second) or `1200/1m`; null for `0`, which is no limit. */
export const rate = z
  .string()
  .regex(ratePattern, { error: expected('a number, for a second, or a rate such as 1200/1m') })
  .transform((text) => {
    const [, count, time = '1', unit = 's'] = ratePattern.exec(text) ?? []
    return Number(count) === 0 ? null : { points: Number(count), duration: Number(time) * (seconds[unit] ?? 1) }
  })

/** Null for a variable that is not given. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null)
