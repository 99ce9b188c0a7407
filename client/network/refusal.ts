import type { OperationResult } from 'urql'
import type { ErrorCode } from '../gql/graphql.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { failureText } from './failure.ts'

/** The data of a mutation whose result is called `answer`. */
export type Answer = { answer: { __typename: string } | { __typename: string; code: ErrorCode; message: string } }

/** Why a mutation was refused or could not be asked, for people; null where it was done. */
export async function refusalOf(asked: Promise<OperationResult<Answer>>): Promise<string | null> {
  const { data, error } = await asked
  if (!data) return failureText(error)
  return 'message' in data.answer ? refusalText(data.answer) : null
}
