import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { CursorExpired, DomainError, InvalidInput } from '../lib/errors.ts'

/** `code` is for an error of graphql-js that has none of its own. */
export type Mask = (error: unknown, code?: string) => GraphQLError

/**
 * What clients see of an error, by every transport. A refusal keeps its code and message, and so does what graphql-js
 * reports of a bad request. A database that is away (`isAway`, which logs it) is UNAVAILABLE, which may be tried again.
 * Everything else is a bug: it is logged once with an id, and the client sees only that id.
 */
export function createMask(logger: Logger, isAway: (error: unknown) => boolean): Mask {
  const maskedErrors = new WeakMap<object, GraphQLError>()

  const mask = (error: unknown, code: string): GraphQLError => {
    const { cause, location } = unwrap(error)
    const errorWith = (message: string, extensions: Record<string, unknown>) =>
      new GraphQLError(message, { ...location, extensions })
    if (cause instanceof InvalidInput) return errorWith(cause.message, { code: cause.code, fields: cause.fields })
    if (cause instanceof CursorExpired)
      return errorWith(cause.message, { code: cause.code, oldestCursor: cause.oldest })
    if (cause instanceof DomainError) return errorWith(cause.message, { code: cause.code })
    // Of nested ones the outermost has most: which variable was wrong, not only what was wrong about it.
    if (cause instanceof GraphQLError && error instanceof GraphQLError)
      return error.extensions.code ? error : errorWith(error.message, { code, ...cause.extensions })
    const id = randomUUID()
    if (isAway(cause)) {
      logger.debug({ id, error: String(cause) }, 'graphql: the database is away')
      return errorWith('The database is not available. Try again.', { code: 'UNAVAILABLE', id })
    }
    logger.error({ id, err: cause, path: location.path }, 'graphql: unexpected error')
    return errorWith('Something went wrong.', { code: 'INTERNAL', id })
  }

  return (error, code = 'BAD_USER_INPUT') => {
    const known = typeof error === 'object' && error !== null ? maskedErrors.get(error) : undefined
    if (known) return known
    const masked = mask(error, code)
    maskedErrors.set(masked, masked)
    if (typeof error === 'object' && error !== null) maskedErrors.set(error, masked)
    return masked
  }
}

type Location = Pick<GraphQLError, 'nodes' | 'path' | 'source' | 'positions'>

/** graphql-js wraps what a resolver throws; the outermost wrapping knows where in the operation it happened. */
function unwrap(error: unknown): { cause: unknown; location: Partial<Location> } {
  const location: Partial<Location> = error instanceof GraphQLError ? locationOf(error) : {}
  let cause = error
  while (cause instanceof GraphQLError && (cause.cause ?? cause.originalError))
    cause = cause.cause ?? cause.originalError
  return { cause, location }
}

function locationOf({ nodes, path, source, positions }: GraphQLError): Location {
  return { nodes, path, source, positions }
}
