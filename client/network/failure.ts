import type { CombinedError } from 'urql'

const codeOf = (error: CombinedError | null | undefined) => error?.graphQLErrors[0]?.extensions.code

/**
 * What went wrong, for people. A fault of the server is masked and carries an id under which it was logged; that id is
 * what helps whoever is asked for help.
 */
export function failureText(error: CombinedError | null | undefined): string {
  const first = error?.graphQLErrors[0]
  if (!first) return 'Parley cannot be reached right now.'
  const { id } = first.extensions
  if (typeof id !== 'string') return first.message
  return codeOf(error) === 'INTERNAL' ? `Something went wrong (id ${id}).` : `${first.message} (id ${id})`
}

/** Whether it exists and is not for this agent. */
export const isForbidden = (error: CombinedError | null): boolean => codeOf(error) === 'FORBIDDEN'

/** Whether asking again later may help: nobody answered, or the answer was "not now". */
export function isPassing(error: CombinedError | undefined): boolean {
  if (!error) return false
  return Boolean(error.networkError) || codeOf(error) === 'UNAVAILABLE' || codeOf(error) === 'RATE_LIMITED'
}
