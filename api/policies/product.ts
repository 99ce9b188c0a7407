import type { FieldError } from '../lib/errors.ts'
import type { Cents } from '../lib/money.ts'
import type { Answers, Tariff } from './tariff.ts'

/** A cover that is not optional is part of every offer. `sumInsured` is null for a service such as assistance. */
export type Cover = { code: string; name: string; description: string; optional: boolean; sumInsured: Cents | null }

export type Choice = { code: string; label: string }

/** A numeric question takes whole numbers, both bounds included; `unit` is what it counts, as it is written (`m²`). */
export type Question = { code: string; index: number; text: string } & (
  | { type: 'CHOICE'; choices: Choice[] }
  | { type: 'NUMERIC'; min: number; max: number; unit?: string }
)

export type Product = {
  code: string
  name: string
  description: string
  icon: string
  maxNumberOfInsured: number
  /** The numeric questions whose answers add up to the number of insured; empty where nobody is counted. */
  insured: string[]
  covers: Cover[]
  questions: Question[]
  tariff: Tariff
}

/** Covers, questions and names have versions of their own, and so has the tariff. */
export type VersionKind = 'PRODUCT' | 'TARIFF'

/** A product by two of its versions: those by which something was priced stay with it. */
export type SoldProduct = { code: string; version: number; tariffVersion: number }

/** A draft was never sold; a withdrawn product is no longer sold, and its offers and policies go on. */
export const productStatuses = ['ACTIVE', 'DRAFT', 'WITHDRAWN'] as const
export type ProductStatus = (typeof productStatuses)[number]

/** A product in the versions that count on a day; a policy has kept those of its sale. */
export type VersionedProduct = Product & SoldProduct
export type ProductOnDay = VersionedProduct & {
  status: ProductStatus
  /** Active, and its first version has begun. */
  onSale: boolean
}

/** A code as it is kept. What cannot be a code is null, without a question to the database, which would choke on some of it. */
export const productKey = (code: string): string | null => (/^[\w-]{1,32}$/.test(code) ? code.toUpperCase() : null)

/** One answer as it is sent: a whole number is text too, for example `"1"`. */
export type AnswerInput = { questionCode: string; value: string }

/** The covers to sell, in the product's order; null asks for all of them. Adds what is wrong to `wrong`. */
export function chooseCovers(product: Product, selected: readonly string[] | null, wrong: FieldError[]): Cover[] {
  if (selected === null) return product.covers
  const chosen = product.covers.filter((cover) => selected.includes(cover.code))
  const missing = product.covers.filter((cover) => !cover.optional && !selected.includes(cover.code))
  const unknown = [...new Set(selected)].filter((code) => !product.covers.some((cover) => cover.code === code))
  const complaints = [
    unknown.length > 0 && `${product.code} has no cover ${quoteSome(unknown)}, only ${codes(product.covers)}.`,
    missing.length > 0 && `${codes(missing)} is part of every ${product.code} offer.`,
    new Set(selected).size < selected.length && 'Name each cover once.',
    selected.length === 0 && missing.length === 0 && `Select at least one of ${codes(product.covers)}.`,
  ].filter((complaint) => complaint !== false)
  if (complaints.length > 0) wrong.push({ path: 'selectedCovers', message: complaints.join(' ') })
  return chosen
}

/** Reads the answers: every question of the product exactly once and nothing else. Adds what is wrong to `wrong`. */
export function readAnswers(product: Product, given: readonly AnswerInput[], wrong: FieldError[]): Answers {
  const answers = new Map<string, string | number>()
  for (const question of product.questions) {
    const [value, ...more] = given.filter((answer) => answer.questionCode === question.code).map(({ value }) => value)
    const answer = value === undefined ? null : readAnswer(question, value)
    if (answer !== null && more.length === 0) answers.set(question.code, answer)
    else wrong.push({ path: `answers.${question.code}`, message: complaintAbout(question, value, more.length) })
  }
  wrong.push(...superfluous(product, given))
  checkNumberOfInsured(product, answers, wrong)
  return answers
}

/** The answer as the tariff takes it; null when the question does not accept it. */
function readAnswer(question: Question, value: string): string | number | null {
  if (question.type === 'CHOICE') return question.choices.some((choice) => choice.code === value) ? value : null
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
  return number >= question.min && number <= question.max ? number : null
}

function complaintAbout(question: Question, value: string | undefined, repeated: number): string {
  if (repeated > 0) return 'Answer this once.'
  return `Expected ${expected(question)}${value === undefined ? '' : `, got ${quote(value)}`}.`
}

function superfluous(product: Product, given: readonly AnswerInput[]): FieldError[] {
  const unknown = new Set(given.map((answer) => answer.questionCode))
  for (const question of product.questions) unknown.delete(question.code)
  if (unknown.size > 10) return [{ path: 'answers', message: `${product.code} asks only ${codes(product.questions)}.` }]
  return [...unknown].map((code) => ({
    path: `answers.${clip(code)}`,
    message:
      product.questions.length > 0
        ? `${product.code} does not ask this, only ${codes(product.questions)}.`
        : `${product.code} asks nothing.`,
  }))
}

function checkNumberOfInsured(product: Product, answers: Answers, wrong: FieldError[]): void {
  const counts = product.insured.map((code) => answers.get(code))
  if (counts.length === 0 || counts.includes(undefined)) return
  const insured = counts.reduce((sum: number, count) => sum + Number(count), 0)
  if (insured >= 1 && insured <= product.maxNumberOfInsured) return
  const sum = product.insured.join(' + ')
  wrong.push({
    path: `answers.${product.insured[0]}`,
    message: `Expected ${sum} from 1 to ${product.maxNumberOfInsured} insured, got ${insured}.`,
  })
}

function expected(question: Question): string {
  if (question.type === 'CHOICE') return `one of ${codes(question.choices)}`
  return `a whole number from ${grouped(question.min)} to ${grouped(question.max)}`
}

const grouped = (number: number): string => number.toLocaleString('en-US')
const codes = (coded: readonly { code: string }[]): string => coded.map(({ code }) => code).join(', ')
const clip = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
const quote = (text: string): string => JSON.stringify(clip(text))
const quoteSome = (texts: string[]): string => texts.slice(0, 5).map(quote).join(', ')
