import type { ErrorCode } from '../gql/graphql.ts'

/** The API's message names the offer by its number and moments in ISO form; here the offer is in sight. */
export function saleRefusal({ code, message }: { code: ErrorCode; message: string }): string {
  if (code === 'OFFER_ALREADY_SOLD') return 'This offer was already sold. You will find it among the policies.'
  if (code === 'OFFER_EXPIRED') return 'This offer has expired. Calculate a new price.'
  return message
}
