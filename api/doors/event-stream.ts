import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ExecutionArgs, OperationTypeNode } from 'graphql'
import { parseRequestParams, type Request, type RequestParams } from 'graphql-http'
import type { Sessions } from '../auth/sessions.ts'
import { DomainError } from '../errors.ts'
import { nextEvents } from '../fanout/server-sent-events.ts'
import type { Contexts } from '../graphql/contexts.ts'
import type { Mask } from '../graphql/guard.ts'
import type { Operations } from '../graphql/operation.ts'
import type { Turnstile } from '../turnstile.ts'
import type { Connections } from './connections.ts'
import { whoAsks } from './http-connection.ts'
import type { Pings } from './pings.ts'
import type { Prepare } from './prepare.ts'
import { isPassing, malformed, mutationByGet, refusal, send } from './refusal.ts'
import { StreamConnection } from './stream-connection.ts'

/** A request with its body, as graphql-http reads it. */
export type Asked = Request<IncomingMessage, ServerResponse>

/** What it takes to answer a request, in either form. */
export type Answering = {
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: Connections
  contexts: Contexts
  pings: Pings
  turnstile: Turnstile
}

export type EventStreamDoor = (asked: Asked) => Promise<void>

/**
 * Answers by server-sent events: the distinct connections mode of the GraphQL over SSE protocol. What is wrong with an
 * operation is told by the stream too, since a browser's EventSource shows nothing of another answer. What may be asked
 * again later is not: it must not look like the end of the operation.
 */
export function createEventStreamDoor(deps: Answering & { prepare: Prepare }): EventStreamDoor {
  const { operations, prepare, mask, sessions, connections, contexts, pings, turnstile } = deps

  const follow = async (stream: StreamConnection, args: ExecutionArgs): Promise<void> => {
    stream.begin()
    const results = await operations.subscribe({ ...args, delivery: { outlet: stream.outlet, framing: nextEvents } })
    if (!(Symbol.asyncIterator in results)) {
      // What may be tried again is no end: whoever reads comes back.
      return results.errors?.some(isPassing) ? stream.close() : stream.finish(results)
    }
    const end = () => results.return().catch(() => {})
    if (!stream.outlet.open) return void end()
    const leave = connections.add(stream)
    if (!leave) {
      // Others came at the same moment. Whoever comes back is told.
      end()
      return stream.close()
    }
    pings.add(stream)
    stream.onClosed(() => {
      pings.remove(stream)
      leave()
      end()
    })
    for await (const result of results) await stream.send(result)
    await stream.finish()
  }

  return async (asked) => {
    const prepared = await prepareAsked(asked, prepare)
    const { raw: request, context: response } = asked
    if ('args' in prepared && prepared.type === OperationTypeNode.MUTATION && request.method === 'GET')
      return send(response, mutationByGet)
    await turnstile.pass()
    const asking = await whoAsks(request, sessions)
    const stream = new StreamConnection(request, response, asking)
    if (!('args' in prepared)) return stream.finish({ errors: prepared })
    const { type, args } = prepared
    // By the status: what a stream says just before it is cut, a fetch may well lose.
    if (type === OperationTypeNode.SUBSCRIPTION && !(asking instanceof DomainError) && !connections.hasRoom(asking))
      return send(response, refusal(429, mask(tooMany)))
    args.contextValue = contexts.of(stream)
    if (type !== OperationTypeNode.SUBSCRIPTION) return stream.finish(await operations.execute(args))
    try {
      await follow(stream, args)
    } catch (error) {
      // Cut and not completed: who reads comes back with the last cursor, and is told then what cannot be mended.
      mask(error)
      stream.close()
    }
  }
}

const tooMany = new DomainError('RATE_LIMITED', 'Too many connections of this agent.')

async function prepareAsked(asked: Asked, prepare: Prepare): Promise<ReturnType<Prepare>> {
  try {
    // Method and type have been looked at: what else can be wrong is thrown.
    return prepare((await parseRequestParams(asked)) as RequestParams)
  } catch (error) {
    return [malformed((error as Error).message)]
  }
}
