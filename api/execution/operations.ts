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
  specifiedRules,
  type ValidatedSubscriptionArgs,
  validate,
  validateSubscriptionArgs,
} from 'graphql'
import { TopicReader } from '../feed/topic-reader.ts'
import type { AdmissionControl } from './admission-control.ts'
import type { Mask } from './error-masking.ts'
import { createFanout, type ResultSink, type SharedContext } from './fanout/fanout.ts'
import { retryWhileUnavailable } from './fanout/retry-unavailable.ts'
import { asksTooMuch, assertNesting, introspectsOnce, maxTokens, maxValidationErrors } from './limits.ts'

/** Runs every operation, whichever transport it came by, with the same limits, checks and masking. */
export type Operations = {
  /** Throws the masked error of a text that is no document, or is too long. */
  parse(query: string): DocumentNode
  /** What is wrong with a document; empty when it may be executed. */
  validate(document: DocumentNode): readonly GraphQLError[]
  execute(args: ExecutionArgs): Promise<ExecutionResult>
  /** A stream of results, or the reasons why it cannot begin. Errors of a running stream are thrown, masked. */
  subscribe(args: Subscribing): Promise<AsyncGenerator<ExecutionResult, void, void> | ExecutionResult>
}

/** With a sink, results that are the same for everybody are written to it and not yielded by the returned stream. */
export type Subscribing = ExecutionArgs & { sink?: ResultSink }

const rules = [...specifiedRules, introspectsOnce]
const maxCached = 1_000
const maxCachedLength = 8_192

export function createOperations(
  schema: GraphQLSchema,
  mask: Mask,
  contextFactory: { renew(context: unknown): unknown; sharedContext(): SharedContext },
  admission: AdmissionControl,
): Operations {
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
      assertNesting(query)
      return parse(query, { maxTokens })
    } catch (error) {
      throw mask(error, 'GRAPHQL_PARSE_FAILED')
    }
  }

  const validateOnce = (document: DocumentNode): readonly GraphQLError[] => {
    const known = verdicts.get(document)
    if (known) return known
    const invalid = validate(schema, document, rules, { maxErrors: maxValidationErrors })
    const wrong = invalid.length > 0 ? invalid : asksTooMuch(schema, document)
    const errors = wrong.map((error) => mask(error, 'GRAPHQL_VALIDATION_FAILED'))
    verdicts.set(document, errors)
    return errors
  }

  const masked = (result: ExecutionResult): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map((error) => mask(error)) } : result

  const fanout = createFanout({ sharedContext: contextFactory.sharedContext, masked, admission })

  const resultsOf = (args: ValidatedSubscriptionArgs, source: AsyncIterable<unknown>) =>
    mapSourceToResponseEvent(args, throwMasked(source, mask), (event) =>
      retryWhileUnavailable(() => {
        const contextValue = contextFactory.renew(event.contextValue)
        const result = executeSubscriptionEvent({ ...(event as ValidatedSubscriptionArgs), contextValue })
        return result instanceof Promise ? result.then(masked) : masked(result as ExecutionResult)
      }),
    )

  return {
    parse: parseOnce,
    validate: validateOnce,
    execute: async (args) => masked(await execute(args)),
    subscribe: async ({ sink, ...args }) => {
      const valid = validateSubscriptionArgs(args)
      if (!('schema' in valid)) return { errors: valid.map((error) => mask(error)) }
      const source = await createSourceEventStream(valid)
      if (!(Symbol.asyncIterator in source)) return masked(source as ExecutionResult)
      if (!sink || !(source instanceof TopicReader) || fanout.isPerViewer(valid)) return resultsOf(valid, source)
      const { cache, log, selection } = source
      // Validated again when it is needed, which is rare: thousands of subscribers keep this function in memory.
      return fanout.join(valid, source, sink, (offset) =>
        resultsOf(
          validateSubscriptionArgs(args) as ValidatedSubscriptionArgs,
          new TopicReader(cache, log, offset, selection),
        ),
      )
    },
  }
}

/** Masks what the source throws. `return()` goes to the source directly, so ending never waits for its next event. */
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
