import { type Cents, divideHalfEven } from '../lib/money.ts'

/** What was answered, by question code: a choice's code or a whole number. */
export type Answers = ReadonlyMap<string, string | number>

/** A question about the answers. Without a condition a rule always holds. */
export type Condition =
  | { answer: string; is: string }
  | { answer: string; above: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

/** A decimal number worked out from the answers. Constants are text, so that they stay exact in JSON. */
export type Expression =
  | string
  | { answer: string }
  | { sum: Expression[] }
  | { product: Expression[] }
  | { if: Condition; yes: Expression; no: Expression }

/** In euros, for one cover; the first one that matches the cover and holds is the cover's base price. */
export type BasePrice = { cover: string; when?: Condition; price: Expression }

/** Multiplies the price of every cover, `"1.5"` being half as much again. */
export type Markup = { when?: Condition; factor: string }

/** How a product is priced. Plain data: it is kept in the database, and a new tariff needs no code. */
export type Tariff = { basePrices: BasePrice[]; markups: Markup[] }

/** Exactly units / 10^scale. */
type Decimal = { units: bigint; scale: number }

const zero: Decimal = { units: 0n, scale: 0 }
const one: Decimal = { units: 1n, scale: 0 }

/**
 * The price of each cover, by cover code. A cover without a base price that holds costs nothing. Markups apply in their
 * order, and each rounds every cover to cents, half to even, before the next: that order decides about cents.
 */
export function priceCovers(tariff: Tariff, covers: readonly string[], answers: Answers): Map<string, Cents> {
  const markups = tariff.markups.filter((markup) => holds(markup.when, answers))
  const price = (cover: string): Cents => {
    const base = tariff.basePrices.find((rule) => rule.cover === cover && holds(rule.when, answers))
    const start = base ? evaluate(base.price, answers) : zero
    return toCents(markups.reduce((now, { factor }) => inCents(toCents(times(now, decimal(factor)))), start))
  }
  return new Map(covers.map((cover) => [cover, price(cover)]))
}

/** True for a number that a tariff may contain: not negative, at most six decimals. */
export const isDecimal = (text: string): boolean => /^\d{1,9}(\.\d{1,6})?$/.test(text)

/** Whether a condition is met by the answers; without one, always. */
export function holds(condition: Condition | undefined, answers: Answers): boolean {
  if (!condition) return true
  if ('all' in condition) return condition.all.every((part) => holds(part, answers))
  if ('any' in condition) return condition.any.some((part) => holds(part, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  if ('is' in condition) return answerTo(condition.answer, answers) === condition.is
  return Number(answerTo(condition.answer, answers)) > condition.above
}

function evaluate(expression: Expression, answers: Answers): Decimal {
  if (typeof expression === 'string') return decimal(expression)
  if ('answer' in expression) return decimal(String(answerTo(expression.answer, answers)))
  if ('sum' in expression) return expression.sum.map((part) => evaluate(part, answers)).reduce(plus, zero)
  if ('product' in expression) return expression.product.map((part) => evaluate(part, answers)).reduce(times, one)
  return evaluate(holds(expression.if, answers) ? expression.yes : expression.no, answers)
}

function answerTo(question: string, answers: Answers): string | number {
  const answer = answers.get(question)
  if (answer === undefined) throw new Error(`The tariff asks for ${question}, which the product does not ask.`)
  return answer
}

function decimal(text: string): Decimal {
  if (!isDecimal(text)) throw new Error(`The tariff contains ${JSON.stringify(text)}, which is no decimal number.`)
  const [whole = '', fraction = ''] = text.split('.')
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: a.units * 10n ** BigInt(scale - a.scale) + b.units * 10n ** BigInt(scale - b.scale), scale }
}

function times(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

const toCents = (value: Decimal): Cents => divideHalfEven(value.units * 100n, 10n ** BigInt(value.scale))

const inCents = (cents: Cents): Decimal => ({ units: BigInt(cents), scale: 2 })
