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
import type { Encoder } from './encoder.ts'
import { PerViewer } from './payloads.ts'
import { retryWhileUnavailable } from './retry-unavailable.ts'
import { SharedSubscription } from './shared-subscription.ts'
import type { SocketWriter } from './socket-writer.ts'
import { type ExecuteForViewer, Subscriber } from './subscriber.ts'
import { toBytes } from './ws-frame.ts'

/** Where the results of one operation go, and in what form. */
export type ResultSink = { writer: SocketWriter; encoder: Encoder }

/** A context in which nobody looks; `asked` tells whether the operation wanted to know who does. */
export type SharedContext = { context: unknown; readViewer(): boolean }

export type Fanout = {
  /** Takes over the place of a follower: what it would have given leaves by its outlet, executed once for everybody. */
  join(
    args: ValidatedSubscriptionArgs,
    follower: TopicReader,
    delivery: ResultSink,
    executeForViewer: ExecuteForViewer,
  ): Subscriber
  /** Whether this operation is known to ask for its viewer, so that it gains nothing from joining. */
  isPerViewer(args: ValidatedSubscriptionArgs): boolean
  /** Groups of this process, for metrics. */
  sharedSubscriptions(): number
}

/**
 * Identical subscriptions are executed once. Identical means: same topic, document, operation and variables, the
 * cursors aside, since a cursor only says where to begin. `masked` is what clients may be told of a result.
 */
export function createFanout(deps: {
  sharedContext(): SharedContext
  masked(result: ExecutionResult): ExecutionResult
  /** Those who replay pass it before each page. */
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
      const { context, readViewer: asked } = deps.sharedContext()
      const result = executeSubscriptionEvent({ ...args, rootValue: entry, contextValue: context })
      const mask = (shared: ExecutionResult) => {
        if (asked()) {
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

  const sharedSubscriptionFor = (args: ValidatedSubscriptionArgs, follower: TopicReader): SharedSubscription => {
    const key = `${follower.cache.topic} ${nameOf(args.document)} ${args.operation.name?.value ?? ''} ${variablesOf(args)}`
    const known = sharedSubscriptions.get(key)
    // One of a cache that has expired only waits for its last subscribers to leave.
    if (known?.cache === follower.cache) return known
    const shared: SharedSubscription = new SharedSubscription(follower, executeFor(args), deps.admission, () => {
      if (sharedSubscriptions.get(key) === shared) sharedSubscriptions.delete(key)
    })
    sharedSubscriptions.set(key, shared)
    return shared
  }

  return {
    join: (args, follower, { writer, encoder }, executeForViewer) =>
      new Subscriber({
        encoder,
        writer,
        offset: follower.offset,
        maySee: follower.maySee,
        shared: sharedSubscriptionFor(args, follower),
        executeForViewer,
      }),
    isPerViewer,
    sharedSubscriptions: () => sharedSubscriptions.size,
  }
}

/** A short name for each document, for as long as it lives. */
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
