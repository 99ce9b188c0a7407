import { shortNumbersFrom } from './number.ts'
import type { Policy } from './policy.ts'
import { rangesIn, type TextRange } from './search.ts'

export const matchFields = ['NUMBER', 'SHORT_NUMBER', 'HOLDER', 'TAX_ID', 'CITY', 'PRODUCT_CODE'] as const

/** What of a policy has words that were asked for, and where they stand in it. */
export type PolicyMatch = { field: (typeof matchFields)[number]; text: string; ranges: TextRange[] }

/** By what a policy was found. Its product may be meant as well: its name is the product's and not looked at here. */
export function policyMatches(policy: Policy, words: readonly string[], typed: string | null): PolicyMatch[] {
  const { number, shortNumber, holder, productCode } = policy
  const begins = (text: string) => words.some((word) => text.toLowerCase().startsWith(word))
  const whole = (text: string): TextRange[] => [{ start: 0, end: text.length }]
  const found: PolicyMatch[] = [
    { field: 'NUMBER', text: number, ranges: begins(number) ? whole(number) : [] },
    { field: 'SHORT_NUMBER', text: shortNumber, ranges: isMeant(shortNumber, typed) ? whole(shortNumber) : [] },
    ...(
      [
        ['HOLDER', `${holder.firstName} ${holder.lastName}`],
        ['TAX_ID', holder.taxId],
        ['CITY', holder.address.city],
        ['PRODUCT_CODE', productCode],
      ] as const
    ).map(([field, text]) => ({ field, text, ranges: rangesIn(text, words) })),
  ]
  return found.filter(({ ranges }) => ranges.length > 0)
}

function isMeant(shortNumber: string, typed: string | null): boolean {
  const range = shortNumbersFrom(typed ?? '')
  const kept = Number(shortNumber.replace(/\D/g, '').slice(0, 8))
  return range !== null && kept >= range.from && kept <= range.to
}
