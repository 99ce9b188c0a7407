import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  executeSubscriptionEvent,
  type GraphQLError,
  type GraphQLSchema,
  mapSourceToResponseEvent,
  parse,
  validate,
  validateSubscriptionArgs,
} from 'graphql'
import { type Mask, maxTokens, maxValidationErrors } from './guard.ts'

/** How every operation is run, whichever door it came by: the same limits, checks and masking. */
export type Operations = {
  /** Throws the masked error of a document that is none, or is too long. */
  parse(query: string): DocumentNode
  /** What is wrong with a document; empty when it may be executed. */
  validate(document: DocumentNode): readonly GraphQLError[]
  execute(args: ExecutionArgs): Promise<ExecutionResult>
  /** A stream of results, or the reasons why it cannot begin. Errors of a running stream are thrown, masked. */
  subscribe(args: ExecutionArgs): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult>
}

const maxCached = 1_000
const maxCachedLength = 8_192

/** `renew` gives the context of the next event: the same, but with nothing remembered from the last. */
export function createOperations(schema: GraphQLSchema, mask: Mask, renew: (context: unknown) => unknown): Operations {
  const documents = new Map<string, DocumentNode>()
  const verdicts = new WeakMap<DocumentNode, readonly GraphQLError[]>()

  const parseOnce = (query: string): DocumentNode => {
    const known = documents.get(query)
    if (known) return known
    const document = parseMasked(query)
    if (query.length <= maxCachedLength) {
      const oldest = documents.size >= maxCached ? documents.keys().next().value : undefined
      if (oldest !== undefined) documents.delete(oldest)
      documents.set(query, document)
    }
    return document
  }

  const parseMasked = (query: string): DocumentNode => {
    try {
      return parse(query, { maxTokens })
    } catch (error) {
      throw mask(error)
    }
  }

  const validateOnce = (document: DocumentNode): readonly GraphQLError[] => {
    const known = verdicts.get(document)
    if (known) return known
    const errors = validate(schema, document, undefined, { maxErrors: maxValidationErrors }).map(mask)
    verdicts.set(document, errors)
    return errors
  }

  const masked = (result: ExecutionResult): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map(mask) } : result

  return {
    parse: parseOnce,
    validate: validateOnce,
    execute: async (args) => masked(await execute(args)),
    subscribe: async (args) => {
      const valid = validateSubscriptionArgs(args)
      if (!('schema' in valid)) return { errors: valid.map(mask) }
      const source = await createSourceEventStream(valid)
      if (!(Symbol.asyncIterator in source)) return masked(source as ExecutionResult)
      const results = mapSourceToResponseEvent(valid, throwMasked(source, mask), (event) => {
        const result = executeSubscriptionEvent({ ...(event as typeof valid), contextValue: renew(event.contextValue) })
        return result instanceof Promise ? result.then(masked) : masked(result as ExecutionResult)
      })
      return results
    },
  }
}

/** `return()` goes straight through to the source, so leaving never waits for its next event. */
function throwMasked<T>(source: AsyncIterable<T>, mask: Mask): AsyncIterable<T> {
  const inner = source[Symbol.asyncIterator]()
  const outer: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => outer,
    next: () =>
      inner.next().catch((error) => {
        throw mask(error)
      }),
    return: () => inner.return?.() ?? Promise.resolve({ done: true, value: undefined }),
  }
  return outer
}
