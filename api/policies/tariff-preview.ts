import type { FieldError } from '../lib/errors.ts'
import { type Cents, centsOf, difference, formatMoney, sum } from '../lib/money.ts'
import type { Fault } from './definition-checks.ts'
import { type AnswerInput, type Product, type Question, readAnswers } from './product.ts'
import { priceCovers } from './tariff.ts'

export const sampleKinds = ['CHOICE', 'GREATEST', 'LEAST', 'OFFER'] as const
/**
 * An offer that a tariff is tried with: made from the least or the greatest answers or from one choice of a question, with
 * all covers; or as one that was made lately, with its answers and covers.
 */
export type Sample = { kind: (typeof sampleKinds)[number]; covers: string[]; answers: AnswerInput[] }

export type Difference = Sample & {
  before: Cents | null
  after: Cents | null
  difference: Cents | null
  /** Why there is no price: an offer was made with another version, which asked something else. */
  reason: string | null
}

/** The offers that show what a tariff does to a product, without those that were really made. */
export function samplesOf(product: Product): Sample[] {
  const covers = product.covers.map(({ code }) => code)
  const least = answersOf(product, 'LEAST')
  const choices = product.questions.flatMap((question): Sample[] => {
    if (question.type === 'NUMERIC') return []
    return question.choices.map(({ code }) => ({
      kind: 'CHOICE',
      covers,
      answers: least.map((given) => (given.questionCode === question.code ? { ...given, value: code } : given)),
    }))
  })
  return [
    { kind: 'LEAST', covers, answers: least },
    { kind: 'GREATEST', covers, answers: answersOf(product, 'GREATEST') },
    ...choices,
  ]
}

/** All answers at one end of what the questions take; together the insured are at least one and not too many. */
function answersOf({ questions, insured, maxNumberOfInsured }: Product, end: 'LEAST' | 'GREATEST'): AnswerInput[] {
  const least = (code: string) => {
    const question = questions.find((asked) => asked.code === code)
    return question?.type === 'NUMERIC' ? question.min : 0
  }
  // The first of those that count the insured makes up for the others, which are as few as they can be.
  const others = insured.slice(1).reduce((count, code) => count + least(code), 0)
  const wanted = (end === 'LEAST' ? 1 : maxNumberOfInsured) - others
  const answerAt = (question: Question): string => {
    if (question.type === 'CHOICE') return question.choices.at(end === 'LEAST' ? 0 : -1)?.code ?? ''
    const { code, min, max } = question
    if (code === insured[0]) return String(Math.min(max, Math.max(min, wanted)))
    return String(end === 'LEAST' || insured.includes(code) ? min : max)
  }
  return questions.map((question) => ({ questionCode: question.code, value: answerAt(question) }))
}

/** What the samples cost by the version that is on sale and by the one that is to be; null for a product that is new. */
export function compare(before: Product | null, after: Product, samples: readonly Sample[]): Difference[] {
  return samples.map((sample) => {
    const [old, young] = [before && priceOf(before, sample), priceOf(after, sample)]
    const [oldPrice, newPrice] = [old?.price ?? null, young.price]
    return {
      ...sample,
      before: oldPrice,
      after: newPrice,
      difference: oldPrice === null || newPrice === null ? null : difference(newPrice, oldPrice),
      reason: young.reason ?? old?.reason ?? null,
    }
  })
}

/** Other services take no larger amount. */
const largestPrice = centsOf(100_000_000_000)

type Price = { price: Cents; reason: null } | { price: null; reason: string }

function priceOf(product: Product, { covers, answers }: Sample): Price {
  const unknown = covers.filter((code) => !product.covers.some((cover) => cover.code === code))
  if (unknown.length > 0) return { price: null, reason: `There is no cover ${unknown.join(', ')}.` }
  const wrong: FieldError[] = []
  const read = readAnswers(product, answers, wrong)
  if (wrong.length > 0)
    return { price: null, reason: wrong.map(({ path, message }) => `${path}: ${message}`).join(' ') }
  const price = total(product, covers, read)
  return price === null || price > largestPrice
    ? { price: null, reason: `The price is more than ${formatMoney(largestPrice)} EUR.` }
    : { price, reason: null }
}

/** Null for an amount that no number holds: that is all that a tariff which was checked can fail by. */
function total(product: Product, covers: readonly string[], answers: ReturnType<typeof readAnswers>): Cents | null {
  try {
    return sum([...priceCovers(product.tariff, covers, answers).values()])
  } catch {
    return null
  }
}

/** The samples of a product that its own tariff cannot price. */
export function unpriceableSamples(product: Product): Fault[] {
  const reasons = new Set(samplesOf(product).flatMap((sample) => priceOf(product, sample).reason ?? []))
  return [...reasons].map((reason) => [['tariff'], `has sample offers without a price: ${reason}`])
}

export const changeKinds = ['ADDED', 'CHANGED', 'REMOVED'] as const
export const changedParts = ['COVER', 'PRODUCT', 'QUESTION', 'TARIFF'] as const
export type Change = {
  kind: (typeof changeKinds)[number]
  part: (typeof changedParts)[number]
  code: string
  /** The members that differ. */
  members: string[]
}

/** What a definition adds, removes and changes. */
export function changesOf(before: Product | null, after: Product): Change[] {
  const { code } = after
  if (!before) return [{ kind: 'ADDED', part: 'PRODUCT', code, members: [] }]
  const { covers: oldCovers, questions: oldQuestions, tariff: oldTariff, ...old } = before
  const { covers, questions, tariff, ...young } = after
  const members = differing({ ...old }, { ...young })
  const product: Change[] = members.length > 0 ? [{ kind: 'CHANGED', part: 'PRODUCT', code, members }] : []
  const priced: Change[] = isSame(oldTariff, tariff) ? [] : [{ kind: 'CHANGED', part: 'TARIFF', code, members: [] }]
  return [
    ...product,
    ...changesAmong('COVER', oldCovers, covers),
    ...changesAmong('QUESTION', oldQuestions, questions),
    ...priced,
  ]
}

function changesAmong(
  part: Change['part'],
  before: readonly { code: string }[],
  after: readonly { code: string }[],
): Change[] {
  const removed = before.filter(({ code }) => !after.some((other) => other.code === code))
  const added = after.filter(({ code }) => !before.some((other) => other.code === code))
  const changed = after.flatMap((item): Change[] => {
    const members = differing({ ...before.find(({ code }) => code === item.code) }, { ...item })
    return members.length > 0 && !added.includes(item) ? [{ kind: 'CHANGED', part, code: item.code, members }] : []
  })
  return [
    ...removed.map(({ code }): Change => ({ kind: 'REMOVED', part, code, members: [] })),
    ...added.map(({ code }): Change => ({ kind: 'ADDED', part, code, members: [] })),
    ...changed,
  ]
}

const differing = (before: Record<string, unknown>, after: Record<string, unknown>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isSame(before[name], after[name]))

/** Whether two JSON values say the same: the database orders the members of objects in its own way. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  )
}
