import {
  type DocumentNode,
  type ExecutionResult,
  executeSubscriptionEvent,
  Kind,
  type TypeNode,
  type ValidatedSubscriptionArgs,
} from 'graphql'
import type { Follower } from '../feed/follow.ts'
import type { Entry } from '../feed/log.ts'
import type { Turnstile } from '../turnstile.ts'
import { toBytes } from './frame.ts'
import type { Framing } from './framing.ts'
import { Group } from './group.ts'
import { type ExecuteAlone, Member } from './member.ts'
import type { Outlet } from './outlet.ts'
import { Personal } from './payloads.ts'
import { untilReachable } from './until-reachable.ts'

/** Where the results of one operation go, and in what form. */
export type Delivery = { outlet: Outlet; framing: Framing }

/** A context in which nobody looks; `asked` tells whether the operation wanted to know who does. */
export type NobodysContext = { context: unknown; asked(): boolean }

export type Fanout = {
  /** Takes over the place of a follower: what it would have given leaves by its outlet, executed once for everybody. */
  join(args: ValidatedSubscriptionArgs, follower: Follower, delivery: Delivery, executeAlone: ExecuteAlone): Member
  /** Whether this operation is known to ask for its viewer, so that it gains nothing from joining. */
  isPersonal(args: ValidatedSubscriptionArgs): boolean
  /** Groups of this process, for metrics. */
  groups(): number
}

/**
 * Identical subscriptions are executed once. Identical means: same topic, document, operation and variables, the
 * cursors aside, since a cursor only says where to begin. `masked` is what clients may be told of a result.
 */
export function createFanout(deps: {
  nobodysContext(): NobodysContext
  masked(result: ExecutionResult): ExecutionResult
  /** Those who replay pass it before each page. */
  turnstile: Turnstile
}): Fanout {
  const groups = new Map<string, Group>()
  const personal = new WeakMap<DocumentNode, Set<string>>()
  const nameOf = namer()

  const isPersonal = ({ document, operation }: ValidatedSubscriptionArgs) =>
    personal.get(document)?.has(operation.name?.value ?? '') ?? false

  const rememberPersonal = ({ document, operation }: ValidatedSubscriptionArgs) => {
    const names = personal.get(document) ?? new Set<string>()
    personal.set(document, names.add(operation.name?.value ?? ''))
  }

  const executeFor = (args: ValidatedSubscriptionArgs) => (entry: Entry) => {
    const executed = untilReachable(() => {
      const { context, asked } = deps.nobodysContext()
      const result = executeSubscriptionEvent({ ...args, rootValue: entry, contextValue: context })
      const mask = (shared: ExecutionResult) => {
        if (asked()) {
          rememberPersonal(args)
          throw new Personal()
        }
        return deps.masked(shared)
      }
      return result instanceof Promise ? result.then(mask) : mask(result as ExecutionResult)
    })
    const serialise = (result: ExecutionResult) => toBytes(JSON.stringify(result))
    return executed instanceof Promise ? executed.then(serialise) : serialise(executed)
  }

  const groupFor = (args: ValidatedSubscriptionArgs, follower: Follower): Group => {
    const key = `${follower.tail.topic} ${nameOf(args.document)} ${args.operation.name?.value ?? ''} ${variablesOf(args)}`
    const known = groups.get(key)
    if (known) return known
    const group: Group = new Group(follower, executeFor(args), deps.turnstile, () => {
      if (groups.get(key) === group) groups.delete(key)
    })
    groups.set(key, group)
    return group
  }

  return {
    join: (args, follower, { outlet, framing }, executeAlone) =>
      new Member({
        framing,
        outlet,
        place: follower.place,
        maySee: follower.maySee,
        group: groupFor(args, follower),
        executeAlone,
      }),
    isPersonal,
    groups: () => groups.size,
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
