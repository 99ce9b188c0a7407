import { InvalidInput } from './errors.ts'

/** Relay's page arguments, as the cursor connections specification names them. */
export type PageArgs = { first?: number | null; after?: string | null; last?: number | null; before?: string | null }

export type Edge<T> = { cursor: string; node: T }

/** One page, in the list's own order, and whether there is more on either side. */
export type Page<T> = {
  edges: Edge<T>[]
  hasNextPage: boolean
  hasPreviousPage: boolean
  /** Where the list stood when the page was found empty: the end cursor to follow it from. */
  emptyCursor?: string
}

/** No page is larger, whatever is asked for. */
export const maxPage = 200

/** Checks the arguments: `first` or `last`, not both, 0 to 200; neither means 50 from the default end. */
export function pageSize(args: PageArgs, defaultEnd: 'first' | 'last'): { end: 'first' | 'last'; size: number } {
  if (args.first != null && args.last != null)
    throw new InvalidInput([{ path: 'last', message: 'Give first or last, not both.' }])
  const end = args.first != null ? 'first' : args.last != null ? 'last' : defaultEnd
  const size = args[end] ?? 50
  if (size < 0 || size > maxPage)
    throw new InvalidInput([{ path: end, message: `Must be from 0 to ${maxPage}, got ${size}.` }])
  return { end, size }
}
