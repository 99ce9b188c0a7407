import {
  type DocumentNode,
  type ExecutionResult,
  executeSubscriptionEvent,
  Kind,
  type TypeNode,
  type ValidatedSubscriptionArgs,
} from 'graphql'
import type { Entry } from '../../feed/log.ts'
import type { TopicReader } from '../../feed/topic-reader.ts'
import type { AdmissionControl } from '../admission-control.ts'
import { toBytes } from './bytes.ts'
import type { Encoder } from './encoder.ts'
import { PerViewer } from './payloads.ts'
import { retryWhileUnavailable } from './retry-unavailable.ts'
import { SharedSubscription } from './shared-subscription.ts'
import type { SocketWriter } from './socket-writer.ts'
import { type ExecuteForViewer, Subscriber } from './subscriber.ts'

/** Where the results of one operation are written, and in what form. */
export type ResultSink = { writer: SocketWriter; encoder: Encoder }

/** A context without a viewer: reading it throws. `readViewer` tells whether that has happened. */
export type SharedContext = { context: unknown; readViewer(): boolean }

export type Fanout = {
  /** Takes over the offset of a reader: what it would have given is written to the sink, executed once for all. */
  join(
    args: ValidatedSubscriptionArgs,
    reader: TopicReader,
    sink: ResultSink,
    executeForViewer: ExecuteForViewer,
  ): Subscriber
  /** Whether this operation is known to read its viewer, so that it gains nothing from joining. */
  isPerViewer(args: ValidatedSubscriptionArgs): boolean
  /** Shared subscriptions of this process, for metrics. */
  sharedSubscriptions(): number
}

/**
 * Executes identical subscriptions once: those of the same topic, document, operation and variables. Cursors do not count
 * as variables, since they only say where to begin. `masked` replaces the errors of a result by what clients may see.
 */
export function createFanout(deps: {
  sharedContext(): SharedContext
  masked(result: ExecutionResult): ExecutionResult
  /** Passed before each page of a replay. */
  admission: AdmissionControl
}): Fanout {
  const sharedSubscriptions = new Map<string, SharedSubscription>()
  const perViewer = new WeakMap<DocumentNode, Set<string>>()
  const nameOf = namer()

  const isPerViewer = ({ document, operation }: ValidatedSubscriptionArgs) =>
    perViewer.get(document)?.has(operation.name?.value ?? '') ?? false

  const rememberPerViewer = ({ document, operation }: ValidatedSubscriptionArgs) => {
    const names = perViewer.get(document) ?? new Set<string>()
    perViewer.set(document, names.add(operation.name?.value ?? ''))
  }

  const executeFor = (args: ValidatedSubscriptionArgs) => (entry: Entry) => {
    const executed = retryWhileUnavailable(() => {
      const { context, readViewer } = deps.sharedContext()
      const result = executeSubscriptionEvent({ ...args, rootValue: entry, contextValue: context })
      const mask = (shared: ExecutionResult) => {
        if (readViewer()) {
          rememberPerViewer(args)
          throw new PerViewer()
        }
        return deps.masked(shared)
      }
      return result instanceof Promise ? result.then(mask) : mask(result as ExecutionResult)
    })
    const serialise = (result: ExecutionResult) => toBytes(JSON.stringify(result))
    return executed instanceof Promise ? executed.then(serialise) : serialise(executed)
  }

  const sharedSubscriptionFor = (args: ValidatedSubscriptionArgs, reader: TopicReader): SharedSubscription => {
    const key = `${reader.cache.topic} ${nameOf(args.document)} ${args.operation.name?.value ?? ''} ${variablesOf(args)}`
    const known = sharedSubscriptions.get(key)
    // One of a cache that has expired only waits for its last subscribers to leave.
    if (known?.cache === reader.cache) return known
    const shared: SharedSubscription = new SharedSubscription(reader, executeFor(args), deps.admission, () => {
      if (sharedSubscriptions.get(key) === shared) sharedSubscriptions.delete(key)
    })
    sharedSubscriptions.set(key, shared)
    return shared
  }

  return {
    join: (args, reader, { writer, encoder }, executeForViewer) =>
      new Subscriber({
        encoder,
        writer,
        offset: reader.offset,
        selection: reader.selection,
        shared: sharedSubscriptionFor(args, reader),
        executeForViewer,
      }),
    isPerViewer,
    sharedSubscriptions: () => sharedSubscriptions.size,
  }
}

/** A number for each document, for as long as it is in memory. */
function namer(): (document: DocumentNode) => number {
  const names = new WeakMap<DocumentNode, number>()
  let last = 0
  return (document) => {
    const known = names.get(document)
    if (known !== undefined) return known
    names.set(document, ++last)
    return last
  }
}

/** The values of all variables but cursors, as text. */
function variablesOf({ operation, variableValues }: ValidatedSubscriptionArgs): string {
  const counted = (operation.variableDefinitions ?? []).filter(({ type }) => namedType(type) !== 'Cursor')
  return JSON.stringify(counted.map(({ variable }) => variableValues.coerced[variable.name.value] ?? null))
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}
