import type { ErrorCode } from '../gql/graphql.ts'
import { hasText, language, text } from './texts.ts'

/** Of these the API names policies, offers and moments by their numbers, which are in sight here. */
const plainer: ReadonlySet<ErrorCode> = new Set([
  'OFFER_ALREADY_SOLD',
  'OFFER_EXPIRED',
  'POLICY_ALREADY_TERMINATED',
  'TERMINATION_OUTSIDE_COVER',
])

/**
 * Why the API refused something. Its own sentences are English and say more than their codes; other languages have one
 * sentence for each code.
 */
export function refusalText({ code, message }: { code: ErrorCode; message: string }): string {
  const key = `error.${code}` as const
  return (language() === 'en' && !plainer.has(code)) || !hasText(key) ? message : text(key)
}
