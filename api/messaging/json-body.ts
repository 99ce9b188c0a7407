import { type Day, isDay } from '../lib/day.ts'
import { type Cents, centsOf, parseMoney } from '../lib/money.ts'
import { isBlank, withoutBidiControls } from '../lib/text.ts'
import { PoisonMessage } from './broker.ts'

/**
 * The members of a JSON object as other services write it: PascalCase or camelCase, with `$id` and other members that
 * are not read, with amounts as numbers or text of any scale, with dates of any precision and zone. Only what is asked
 * for can make a body unreadable. Each reader whose name does not end in `IfReadable` throws {@link PoisonMessage}, which
 * names the member and what was expected of it; none repeats its value, which may be personal.
 */
export type Members = {
  /** Text that must be there and not blank. A number is its digits. Nothing in it hides or reorders what is shown. */
  text(name: string): string
  /** Text, or null when it is missing, null or blank. */
  textOrNull(name: string): string | null
  /** An amount of any scale, half to even. */
  cents(name: string): Cents
  /** The same; 0 when it is missing, null or blank: some publishers leave out members that are zero. */
  centsOrZero(name: string): Cents
  /**
   * The calendar date that the text begins with, whatever time and zone follow it; null when it is missing,
   * null, blank or .NET's 0001-01-01, which stands for a missing date.
   */
  day(name: string): Day | null
  /** These are for members that no consumer depends on: null, 0 or an empty object for whatever cannot be read. */
  textIfReadable(name: string): string | null
  centsIfReadable(name: string): Cents
  dayIfReadable(name: string): Day | null
  objectIfReadable(name: string): Members
}

const longestBody = 1_000_000
const longestText = 1_000

/** Reads a body that must be a JSON object. Throws {@link PoisonMessage} when it is none. */
export function readBody(body: string): Members {
  if (body.trim() === '') throw new PoisonMessage('The body is empty: expected a JSON object')
  if (body.length > longestBody) throw new PoisonMessage(`The body has more than ${longestBody} characters`)
  const value = parseJson(body)
  if (value === undefined) throw new PoisonMessage('The body is not JSON: expected a JSON object')
  if (!isObject(value)) throw new PoisonMessage(`The body is ${kindOf(value)}: expected a JSON object`)
  return membersOf(value)
}

/** The value of a JSON text; undefined when it is none. Numbers of more digits than JavaScript keeps are texts. */
export function parseJson(text: string): unknown {
  try {
    // The reviver sees what stands in the text, but follows every level with a call of its own.
    if (/\d[\d.]{15}/.test(text)) return JSON.parse(text, exactNumber)
  } catch (error) {
    if (!(error instanceof RangeError)) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function exactNumber(_: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? ''
  return typeof value === 'number' && /\d{16}/.test(source.replace('.', '')) ? source : value
}

function membersOf(object: Record<string, unknown>): Members {
  // The exact name wins over one that differs in case only; among those the last, as in the .NET serialisers.
  const anyCase = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]))
  const find = (name: string) => (Object.hasOwn(object, name) ? object[name] : anyCase.get(name.toLowerCase())) ?? null
  const wrong = (name: string, expected: string) =>
    new PoisonMessage(`${name}: expected ${expected}, found ${kindOf(find(name))}`)

  const textOrNull = (name: string): string | null => {
    const value = find(name)
    if (value === null) return null
    if (typeof value !== 'string' && typeof value !== 'number') throw wrong(name, 'text')
    const text = plainLine(String(value))
    if (text.length > longestText) throw new PoisonMessage(`${name}: expected at most ${longestText} characters`)
    return isBlank(text) ? null : text
  }

  const cents = (name: string): Cents => {
    const amount = parseMoney(find(name))
    if (amount === null) throw wrong(name, 'an amount like 72.00')
    return amount
  }

  const centsOrZero = (name: string) => {
    const value = find(name)
    return value === null || (typeof value === 'string' && isBlank(value)) ? centsOf(0) : cents(name)
  }

  const day = (name: string): Day | null => {
    if (typeof find(name) === 'number') throw wrong(name, 'an existing date like 2024-06-01 or 2024-06-01T00:00:00')
    const text = textOrNull(name)
    if (text === null) return null
    const found = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1]
    if (!found || !isDay(found)) throw wrong(name, 'an existing date like 2024-06-01 or 2024-06-01T00:00:00')
    return found === '0001-01-01' ? null : found
  }

  return {
    text: (name) => {
      const text = textOrNull(name)
      if (text === null) throw wrong(name, 'text that is not blank')
      return text
    },
    textOrNull,
    cents,
    centsOrZero,
    day,
    textIfReadable: (name) => readable(() => textOrNull(name), null),
    centsIfReadable: (name) => readable(() => centsOrZero(name), centsOf(0)),
    dayIfReadable: (name) => readable(() => day(name), null),
    objectIfReadable: (name) => {
      const value = find(name)
      return membersOf(isObject(value) ? value : {})
    },
  }
}

function readable<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof PoisonMessage) return otherwise
    throw error
  }
}

/** One line of well-formed text without control characters. */
function plainLine(text: string): string {
  const oneLine = text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(/\p{Cc}/gu, '')
  return withoutBidiControls(oneLine).toWellFormed().trim()
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'an array'
  return (
    { object: 'an object', string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ??
    'something else'
  )
}
