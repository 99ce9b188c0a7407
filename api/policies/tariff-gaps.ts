import type { Fault } from './definition-checks.ts'
import type { Product, Question } from './product.ts'
import { type Answers, type BasePrice, type Condition, holds } from './tariff.ts'

/** Combinations of answers that are tried for one cover: more conditions than that are nobody's tariff. */
const mostCases = 5_000

/**
 * Covers without a base price for some answers: they would be sold for nothing. A cover that is free has the price "0".
 * Tried is every combination of the answers that its conditions can tell apart.
 */
export function unpricedCases(product: Product): Fault[] {
  return product.covers.flatMap(({ code }): Fault[] => {
    const rules = product.tariff.basePrices.filter(({ cover }) => cover === code)
    const path = ['tariff', 'basePrices']
    if (rules.length === 0) return [[path, `has no price for the cover ${code}`]]
    if (rules.some(({ when }) => when === undefined)) return []
    const cases = casesOf(product.questions, rules)
    if (cases === null) return [[path, `has too many conditions for the cover ${code}`]]
    const missing = cases.find((answers) => !rules.some(({ when }) => holds(when, answers)))
    if (!missing) return []
    const given = [...missing].map(([question, answer]) => `${question} is ${answer}`).join(' and ')
    return [[path, `has no price for the cover ${code} when ${given || 'no condition holds'}`]]
  })
}

function casesOf(questions: readonly Question[], rules: readonly BasePrice[]): Answers[] | null {
  const limits = new Map<string, Set<number>>()
  for (const { when } of rules) if (when) collect(when, limits)
  let cases: Map<string, string | number>[] = [new Map()]
  for (const question of questions) {
    const above = limits.get(question.code)
    if (!above) continue
    const values = valuesOf(question, above)
    if (cases.length * values.length > mostCases) return null
    cases = cases.flatMap((one) => values.map((value) => new Map(one).set(question.code, value)))
  }
  return cases
}

/** The questions that a condition asks about, each with the numbers that it compares with. */
function collect(condition: Condition, limits: Map<string, Set<number>>): void {
  if ('all' in condition) for (const part of condition.all) collect(part, limits)
  else if ('any' in condition) for (const part of condition.any) collect(part, limits)
  else if ('not' in condition) collect(condition.not, limits)
  else {
    const known = limits.get(condition.answer) ?? new Set()
    limits.set(condition.answer, 'above' in condition ? known.add(condition.above) : known)
  }
}

function valuesOf(question: Question, above: ReadonlySet<number>): (string | number)[] {
  if (question.type === 'CHOICE') return question.choices.map(({ code }) => code)
  const { min, max } = question
  return [...new Set([min, ...[...above].flatMap((limit) => [limit, limit + 1])])].filter(
    (value) => value >= min && value <= max,
  )
}
