import type { CreateOfferInput } from '../gql/graphql.ts'
import { isoDay } from '../lib/format.ts'

/** What an agent has entered to get a price. Field names are the paths in which the server names what is wrong. */
export type PriceValues = {
  policyFrom: string | null
  policyTo: string | null
  answers: Record<string, string | number>
  covers: Record<string, boolean>
}

type Asked = {
  questions: readonly { code: string; type: 'CHOICE' | 'NUMERIC' }[]
  covers: readonly { code: string }[]
}

/** Starts tomorrow, lasts a year, all covers included; what was entered before in this product wins. */
export function firstValues({ questions, covers }: Asked, before: Partial<PriceValues> | null): PriceValues {
  return {
    policyFrom: before?.policyFrom ?? isoDay(1),
    policyTo: before?.policyTo ?? isoDay(366),
    answers: Object.fromEntries(questions.map(({ code }) => [code, before?.answers?.[code] ?? ''])),
    covers: Object.fromEntries(covers.map(({ code }) => [code, before?.covers?.[code] ?? true])),
  }
}

/** What can be seen to be wrong without asking the server, by path. */
export function validatePrice(values: PriceValues): Record<string, string> {
  const found: Record<string, string> = {}
  if (!values.policyFrom) found.policyFrom = 'Enter the first day.'
  if (!values.policyTo) found.policyTo = 'Enter the last day.'
  else if (values.policyFrom && values.policyTo <= values.policyFrom)
    found.policyTo = 'The last day must come after the first.'
  for (const [code, answer] of Object.entries(values.answers))
    if (answer === '') found[`answers.${code}`] = 'Answer this question.'
  return found
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
