/** Money is whole euro cents everywhere inside. */

/** `7200` → `"72.00"`. */
export function formatMoney(cents: number): string {
  const digits = Math.abs(cents).toString().padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * numerator / denominator as a whole number, half to even: the rounding of the tariffs and refunds. Exact: the
 * arguments are whole numbers and the arithmetic is BigInt.
 */
export function divideHalfEven(numerator: number | bigint, denominator: number | bigint): number {
  const n = BigInt(numerator)
  const d = BigInt(denominator)
  const quotient = n / d
  const twice = (n % d) * 2n
  const size = twice < 0n ? -twice : twice
  const away = n < 0n === d < 0n ? 1n : -1n
  const limit = d < 0n ? -d : d
  const up = size > limit || (size === limit && quotient % 2n !== 0n)
  return Number(up ? quotient + away : quotient)
}

/** Reads a decimal of any scale, as number or text, into cents, half to even; null when it is none. */
export function parseMoney(value: unknown): number | null {
  const match = /^\s*([+-])?(\d{1,12})(?:\.(\d{1,20}))?\s*$/.exec(
    typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '',
  )
  if (!match) return null
  const [, sign, whole = '0', fraction = ''] = match
  const cents = divideHalfEven(BigInt(whole + fraction.padEnd(2, '0')), 10n ** BigInt(Math.max(fraction.length - 2, 0)))
  return sign === '-' ? -cents : cents
}
