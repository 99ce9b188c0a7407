import type { ErrorCode } from '../gql/graphql.ts'

/** The API's message names the policy by its number and days in ISO form; here both are in sight. */
export function refusalText({ code, message }: { code: ErrorCode; message: string }): string {
  if (code === 'POLICY_ALREADY_TERMINATED') return 'This policy was already terminated meanwhile.'
  if (code === 'TERMINATION_OUTSIDE_COVER') return 'This day is outside the cover.'
  return message
}
