import type { Brand } from '../lib/brand.ts'
import { type Cents, centsOf, divideHalfEven } from '../lib/money.ts'

/** A rate in hundredths of a percent, from 0 to 10,000. */
export type BasisPoints = Brand<number, 'BasisPoints'>

/** Throws unless it is a whole number of that range, so it is for what is written in the source or was checked before. */
export function rateOf(value: number): BasisPoints {
  if (!isRate(value)) throw new Error(`${value} is no rate in hundredths of a percent.`)
  return value
}

function isRate(value: number): value is BasisPoints {
  return Number.isInteger(value) && value >= 0 && value <= 10_000
}

/** The rate of a product for which no administrator has set one: 10 %. */
export const defaultRate = rateOf(1_000)

/** A sale earns a commission; a termination takes back the share of what is paid back. */
export type CommissionKind = 'SALE' | 'TERMINATION'

/** One entry of what an agent has earned. */
export type Commission = {
  /** A UUID. */
  id: string
  kind: CommissionKind
  policyNumber: string
  productCode: string
  /** Who sold the policy, as the event of the sale writes it. */
  agentLogin: string
  /** The premium of the sale, or the refund of the termination. */
  base: Cents
  /** The rate of the product when the policy was sold. */
  rate: BasisPoints
  /** Negative for a termination. */
  amount: Cents
  at: Date
}

/** What a sale earns, in whole cents, half to even. */
export function earned(premium: Cents, rate: BasisPoints): Cents {
  return divideHalfEven(BigInt(premium) * BigInt(rate), 10_000n)
}

/** What a termination takes back, as a negative amount: the share of the refund, and never more than was earned. */
export function takenBack(refund: Cents, premium: Cents, rate: BasisPoints): Cents {
  return centsOf(0 - Math.min(Math.max(earned(refund, rate), 0), earned(premium, rate)))
}

/** Reads a percentage with at most two decimals, `"12.5"` for 1,250; null unless it is between 0 and 100. */
export function parsePercent(text: string): BasisPoints | null {
  const [, whole = '', fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/.exec(text) ?? []
  const points = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return whole !== '' && isRate(points) ? points : null
}

/** `1250` → `"12.50"`. */
export function formatPercent(rate: BasisPoints): string {
  return (rate / 100).toFixed(2)
}
