import type { CombinedError } from 'urql'
import type { ErrorCode } from '../gql/graphql.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { hasText, text } from '../texts/texts.ts'

const codeOf = (error: CombinedError | null | undefined) => error?.graphQLErrors[0]?.extensions.code

function sentenceOf(code: unknown, message: string): string {
  if (code === 'INTERNAL') return text('error.wrong')
  // What is wrong with an input the API says itself, field by field.
  const hasSentence = typeof code === 'string' && /^[A-Z_]+$/.test(code) && code !== 'INVALID_INPUT'
  return hasSentence ? refusalText({ code: code as ErrorCode, message }) : message
}

/**
 * What went wrong, for people. A fault of the server is masked and carries an id under which it was logged; that id is
 * what helps whoever is asked for help.
 */
export function failureText(error: CombinedError | null | undefined): string {
  const first = error?.graphQLErrors[0]
  if (!first) return text('error.unreachable')
  const { id } = first.extensions
  const code = codeOf(error)
  if (code === 'INTERNAL' && hasText('error.INTERNAL') && typeof id === 'string') return text('error.INTERNAL', { id })
  const message = sentenceOf(code, first.message)
  return typeof id === 'string' ? `${message} (id ${id})` : message
}

/** Whether it exists and is not for this agent. */
export const isForbidden = (error: CombinedError | null): boolean => codeOf(error) === 'FORBIDDEN'

/** Whether asking again later may help: nobody answered, or the answer was "not now". */
export function isPassing(error: CombinedError | undefined): boolean {
  if (!error) return false
  return Boolean(error.networkError) || codeOf(error) === 'UNAVAILABLE' || codeOf(error) === 'RATE_LIMITED'
}
