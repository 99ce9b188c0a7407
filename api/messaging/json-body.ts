import { parseMoney } from '../lib/money.ts'
import { PoisonMessage } from './broker.ts'

/**
 * The members of a JSON object as other services write it: PascalCase or camelCase, with `$id` and other members that
 * nobody asks for, with amounts as numbers or text of any scale, with dates of any precision and zone. Every reader
 * throws {@link Poison} that names the member and what was expected of it; none repeats its value, which may be personal.
 */
export type Members = {
  /** Text that must be there and not blank. */
  text(name: string): string
  /** Text, or null when it is missing, null or blank. */
  textOrNull(name: string): string | null
  /** Cents, half to even. */
  cents(name: string): number
  /** Cents; 0 when it is missing or null: some publishers leave out members that are zero. */
  centsOrZero(name: string): number
  /**
   * The calendar date YYYY-MM-DD that the text begins with, whatever time and zone follow it; null when it is missing,
   * null, blank or .NET's 0001-01-01, which stands for a date that nobody gave.
   */
  day(name: string): string | null
  /** The members of an object; of an empty one when it is missing or null. */
  object(name: string): Members
}

const longestBody = 1_000_000
const longestText = 1_000

/** Reads a body that must be a JSON object. Throws {@link Poison} when it is none. */
export function readBody(body: string): Members {
  if (body.trim() === '') throw new PoisonMessage('The body is empty: expected a JSON object')
  if (body.length > longestBody) throw new PoisonMessage(`The body has more than ${longestBody} characters`)
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new PoisonMessage('The body is not JSON: expected a JSON object')
  }
  if (!isObject(value)) throw new PoisonMessage(`The body is ${kindOf(value)}: expected a JSON object`)
  return membersOf(value, '')
}

function membersOf(object: Record<string, unknown>, path: string): Members {
  // The exact name wins over one that differs in case only; among those the last, as in the .NET serialisers.
  const anyCase = new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]))
  const find = (name: string) => (Object.hasOwn(object, name) ? object[name] : anyCase.get(name.toLowerCase())) ?? null
  const wrong = (name: string, expected: string) =>
    new PoisonMessage(`${path}${name}: expected ${expected}, found ${kindOf(find(name))}`)

  const textOrNull = (name: string): string | null => {
    const value = find(name)
    if (value === null) return null
    if (typeof value !== 'string') throw wrong(name, 'text')
    const text = value.replaceAll('\u0000', '').toWellFormed().trim()
    if (text.length > longestText) throw new PoisonMessage(`${path}${name}: expected at most ${longestText} characters`)
    return text === '' ? null : text
  }

  const cents = (name: string): number => {
    const amount = parseMoney(plainDecimal(find(name)))
    if (amount === null) throw wrong(name, 'an amount like 72.00')
    return amount
  }

  return {
    text: (name) => {
      const text = textOrNull(name)
      if (text === null) throw wrong(name, 'text that is not blank')
      return text
    },
    textOrNull,
    cents,
    centsOrZero: (name) => (find(name) === null ? 0 : cents(name)),
    day: (name) => {
      const text = textOrNull(name)
      if (text === null) return null
      const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1]
      if (!day || !exists(day)) throw wrong(name, 'an existing date like 2024-06-01 or 2024-06-01T00:00:00')
      return day === '0001-01-01' ? null : day
    },
    object: (name) => {
      const value = find(name)
      if (value === null) return membersOf({}, `${path}${name}.`)
      if (!isObject(value)) throw wrong(name, 'an object')
      return membersOf(value, `${path}${name}.`)
    },
  }
}

/** Numbers and texts with an exponent, written without one. */
function plainDecimal(value: unknown): unknown {
  const number = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?e[+-]?\d+\s*$/i.test(value) ? Number(value) : value
  return typeof number === 'number' && Math.abs(number) < 1e-6 ? number.toFixed(20) : number
}

function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

function isObject(value: unknown): value is Record<string, unknown> {
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
