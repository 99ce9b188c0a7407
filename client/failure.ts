import type { CombinedError } from 'urql'

/**
 * What went wrong, for people. A fault of the server is masked and carries an id under which it was logged; that id is
 * what helps whoever is asked for help.
 */
export function failureText(error: CombinedError | null | undefined): string {
  const first = error?.graphQLErrors[0]
  const id = first?.extensions.id
  if (typeof id === 'string') return `Something went wrong (id ${id}).`
  if (first) return first.message
  return 'Parley cannot be reached right now.'
}
