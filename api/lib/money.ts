import type { Brand } from './brand.ts'

/**
 * An amount of money in whole euro cents, as everywhere inside; it may be negative. Made by the functions of this file,
 * and read from columns of cents.
 */
export type Cents = Brand<number, 'Cents'>

/** The cents of a whole number; throws otherwise, so it is for what is written in the source or was checked before. */
export function centsOf(value: number): Cents {
  if (!isWhole(value)) throw new Error(`${value} is no amount in cents.`)
  return value
}

function isWhole(value: number): value is Cents {
  return Number.isSafeInteger(value)
}

export function sum(amounts: readonly Cents[]): Cents {
  return centsOf(amounts.reduce((total, amount) => total + amount, 0))
}

export function difference(amount: Cents, less: Cents): Cents {
  return centsOf(amount - less)
}

/** `7200` → `"72.00"`. */
export function formatMoney(cents: Cents): string {
  const digits = Math.abs(cents).toString().padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * numerator / denominator in whole cents, half to even: the rounding of the tariffs and refunds. Exact: the arguments are
 * whole numbers and the arithmetic is BigInt.
 */
export function divideHalfEven(numerator: number | bigint, denominator: number | bigint): Cents {
  const n = BigInt(numerator)
  const d = BigInt(denominator)
  const quotient = n / d
  const twice = (n % d) * 2n
  const size = twice < 0n ? -twice : twice
  const away = n < 0n === d < 0n ? 1n : -1n
  const limit = d < 0n ? -d : d
  const up = size > limit || (size === limit && quotient % 2n !== 0n)
  return centsOf(Number(up ? quotient + away : quotient))
}

/** One cent more could not be told apart by the arithmetic of JavaScript after it was added to another. */
const mostCents = 100_000_000_000_000n
/** Digits, and places by which an exponent may move the point: more is no amount that somebody meant. */
const mostDigits = 400

/**
 * Reads a decimal of any scale, as number or text, with or without an exponent, into cents, half to even; null when it is
 * none or not below 1,000,000,000,000. The point is a point: a comma may separate thousands or decimals, so it is refused.
 */
export function parseMoney(value: unknown): Cents | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  const match = /^([+-]?)(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  if (whole.length + fraction.length > mostDigits || Math.abs(scale) > mostDigits) return null
  const digits = BigInt(whole + fraction)
  // In cents the point stands two places further to the right.
  if (scale <= 2 && digits * 10n ** BigInt(2 - scale) >= mostCents) return null
  if (scale > 2 && digits / 10n ** BigInt(scale - 2) >= mostCents) return null
  const cents =
    scale <= 2 ? Number(digits * 10n ** BigInt(2 - scale)) : divideHalfEven(digits, 10n ** BigInt(scale - 2))
  return centsOf(sign === '-' && cents !== 0 ? -cents : cents)
}
