import type { CreateOfferInput } from '../gql/graphql.ts'
import { isoDay, listOf } from '../lib/format.ts'
import { text } from '../texts/texts.ts'

/** What an agent has entered to get a price. Field names are the paths in which the server names what is wrong. */
export type PriceValues = {
  policyFrom: string | null
  policyTo: string | null
  answers: Record<string, string | number>
  covers: Record<string, boolean>
}

/** What the form needs of a product. `min` and `max` are those of a numeric question. */
export type Asked = {
  questions: readonly {
    code: string
    type: 'CHOICE' | 'NUMERIC'
    text: string
    min: number | null
    max: number | null
  }[]
  covers: readonly { code: string }[]
  /** The questions whose answers add up to the number of insured, which is from 1 to `maxNumberOfInsured`. */
  insured: readonly string[]
  maxNumberOfInsured: number
}

/** Starts tomorrow, lasts a year, all covers included; what was entered before in this product wins. */
export function firstValues(
  { questions, covers }: Pick<Asked, 'questions' | 'covers'>,
  before: Partial<PriceValues> | null,
): PriceValues {
  return {
    policyFrom: before?.policyFrom ?? isoDay(1),
    policyTo: before?.policyTo ?? isoDay(366),
    answers: Object.fromEntries(questions.map(({ code }) => [code, before?.answers?.[code] ?? ''])),
    covers: Object.fromEntries(covers.map(({ code }) => [code, before?.covers?.[code] ?? true])),
  }
}

/** The numbers a question takes: nobody is insured twice, so a count of people is never above the most insured. */
export function boundsOf(
  question: Asked['questions'][number],
  { insured, maxNumberOfInsured }: Pick<Asked, 'insured' | 'maxNumberOfInsured'>,
): { min: number; max: number } {
  const max = question.max ?? Number.MAX_SAFE_INTEGER
  const most = insured.includes(question.code) ? Math.min(max, maxNumberOfInsured) : max
  return { min: question.min ?? 0, max: most }
}

/**
 * What can be seen to be wrong without asking the server, by path. `earliest` is the first day on which a cover may begin;
 * null where the agent may sell covers that have begun.
 */
export function validatePrice(values: PriceValues, asked: Asked, earliest: string | null): Record<string, string> {
  const found: Record<string, string> = {}
  if (!values.policyFrom) found.policyFrom = text('selling.missing.firstDay')
  else if (earliest && values.policyFrom < earliest) found.policyFrom = text('selling.inThePast')
  if (!values.policyTo) found.policyTo = text('selling.missing.lastDay')
  else if (values.policyFrom && values.policyTo <= values.policyFrom) found.policyTo = text('selling.lastAfterFirst')
  for (const question of asked.questions) {
    const problem = wrongAnswer(question, values.answers[question.code] ?? '', asked)
    if (problem) found[`answers.${question.code}`] = problem
  }
  return { ...wrongCount(values, asked, found), ...found }
}

function wrongAnswer(question: Asked['questions'][number], answer: string | number, asked: Asked): string | null {
  if (answer === '') return text('selling.missing.answer')
  if (question.type !== 'NUMERIC') return null
  const { min, max } = boundsOf(question, asked)
  const number = Number(answer)
  if (Number.isInteger(number) && number >= min && number <= max) return null
  return text('selling.wholeNumber', { question: question.text, min, max })
}

function wrongCount(values: PriceValues, asked: Asked, found: Record<string, string>): Record<string, string> {
  const { insured, maxNumberOfInsured: most } = asked
  const [first] = insured
  if (!first || insured.some((code) => found[`answers.${code}`])) return {}
  const count = insured.reduce((sum, code) => sum + Number(values.answers[code]), 0)
  if (count >= 1 && count <= most) return {}
  const labels = insured.map((code) => labelOf(code, asked))
  const problem = text(labels.length > 1 ? 'selling.togetherOutside' : 'selling.outside', {
    what: listOf(labels),
    most,
    count,
  })
  return { [`answers.${first}`]: problem }
}

const labelOf = (code: string, { questions }: Pick<Asked, 'questions'>): string =>
  text('selling.quoted', { question: questions.find((question) => question.code === code)?.text ?? code })

/** How a sentence names the field at a path. */
export function priceLabel(path: string, asked: Pick<Asked, 'questions'>): string | null {
  if (path === 'policyFrom') return text('selling.firstDay')
  if (path === 'policyTo') return text('selling.lastDay')
  if (path === 'selectedCovers') return text('selling.theCovers')
  return path.startsWith('answers.') ? labelOf(path.slice('answers.'.length), asked) : null
}

export function toInput(productCode: string, values: PriceValues): CreateOfferInput {
  return {
    productCode,
    policyFrom: values.policyFrom ?? '',
    policyTo: values.policyTo ?? '',
    selectedCovers: Object.keys(values.covers).filter((code) => values.covers[code]),
    answers: Object.entries(values.answers).map(([questionCode, value]) => ({ questionCode, value: String(value) })),
  }
}
