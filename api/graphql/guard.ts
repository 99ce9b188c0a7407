import { randomUUID } from 'node:crypto'
import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type ValidationContext,
} from 'graphql'
import type { Logger } from 'pino'
import { CursorExpired, DomainError, InvalidInput, isUnreachable } from '../errors.ts'

/** A document with more tokens is refused unread: also the bound on its depth, which the parser keeps on its stack. */
export const maxTokens = 2_000
/** Errors a validation reports before it gives up. */
export const maxValidationErrors = 20
/** Bytes of an HTTP body or of a WebSocket message. */
export const maxRequestBytes = 65_536

/** What one operation may ask for: levels, fields, and what they weigh where a list counts several times. */
const limits = { depth: 12, breadth: 300, complexity: 20_000 }

/** Why an operation of a valid document asks for too much; empty when none does. Variables make no difference. */
export function asksTooMuch(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const others = document.definitions.filter((node) => node.kind !== Kind.OPERATION_DEFINITION)
  return operations.flatMap((operation) => {
    const alone = { ...document, definitions: [{ ...operation, variableDefinitions: [] }, ...others] }
    const measured = complexityFromQuery(alone, { schema })
    return (['depth', 'breadth', 'complexity'] as const)
      .filter((measure) => measured[measure] > limits[measure])
      .map((measure) => {
        const message = `The operation has a ${measure} of ${measured[measure]}, expected at most ${limits[measure]}.`
        return new GraphQLError(message, { nodes: operation })
      })
  })
}

/** Types that one document may look up by name. */
const maxTypes = 10

/**
 * Introspection weighs nothing in `asksTooMuch`, and graphql-js bounds only its lists. A schema that may be told only
 * once has an end: so its fields have no aliases, which the queries of GraphiQL and of code generators do not need.
 */
export function introspectsOnce(context: ValidationContext): ASTVisitor {
  let types = 0
  const refuse = (node: FieldNode, message: string) => context.reportError(new GraphQLError(message, { nodes: node }))
  return {
    Field: (node) => {
      const name = node.name.value
      const introspects = name === '__schema' || context.getParentType()?.name.startsWith('__')
      if (introspects && node.alias) refuse(node, `Introspection takes no aliases, got one for "${name}".`)
      if (name === '__type' && ++types > maxTypes) refuse(node, `Expected at most ${maxTypes} "__type" in a document.`)
    },
  }
}

/** `code` is what a bad request is called that has no code of its own. */
export type Mask = (error: unknown, code?: string) => GraphQLError

/**
 * What clients are told of an error, by every door. A refusal keeps its code and message, and so does what graphql-js
 * says of a bad request. A server that cannot be reached is UNAVAILABLE, which may be tried again. Everything else is a
 * bug: it is logged once with an id, and the client sees only that id.
 */
export function createMask(logger: Logger): Mask {
  const told = new WeakMap<object, GraphQLError>()

  const mask = (error: unknown, code: string): GraphQLError => {
    const { cause, place } = unwrap(error)
    const tell = (message: string, extensions: Record<string, unknown>) =>
      new GraphQLError(message, { ...place, extensions })
    if (cause instanceof InvalidInput) return tell(cause.message, { code: cause.code, fields: cause.fields })
    if (cause instanceof CursorExpired) return tell(cause.message, { code: cause.code, oldestCursor: cause.oldest })
    if (cause instanceof DomainError) return tell(cause.message, { code: cause.code })
    // Of nested ones the outermost says most: which variable was wrong, not only what was wrong about it.
    if (cause instanceof GraphQLError && error instanceof GraphQLError)
      return error.extensions.code ? error : tell(error.message, { code, ...cause.extensions })
    const id = randomUUID()
    if (isUnreachable(cause)) {
      logger.warn({ id, error: String(cause) }, 'graphql: a server it needs could not be reached')
      return tell('A server could not be reached. Try again.', { code: 'UNAVAILABLE', id })
    }
    logger.error({ id, err: cause, path: place.path }, 'graphql: unexpected error')
    return tell('Something went wrong.', { code: 'INTERNAL', id })
  }

  return (error, code = 'BAD_USER_INPUT') => {
    const known = typeof error === 'object' && error !== null ? told.get(error) : undefined
    if (known) return known
    const masked = mask(error, code)
    told.set(masked, masked)
    if (typeof error === 'object' && error !== null) told.set(error, masked)
    return masked
  }
}

type Place = Pick<GraphQLError, 'nodes' | 'path' | 'source' | 'positions'>

/** graphql-js wraps what a resolver throws; the outermost wrapping knows where in the operation it happened. */
function unwrap(error: unknown): { cause: unknown; place: Partial<Place> } {
  const place: Partial<Place> = error instanceof GraphQLError ? placeOf(error) : {}
  let cause = error
  while (cause instanceof GraphQLError && (cause.cause ?? cause.originalError))
    cause = cause.cause ?? cause.originalError
  return { cause, place }
}

function placeOf({ nodes, path, source, positions }: GraphQLError): Place {
  return { nodes, path, source, positions }
}
