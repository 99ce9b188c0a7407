import type { ServerResponse } from 'node:http'
import type { ExecutionArgs } from 'graphql'
import type { Viewer } from '../../auth/viewer.ts'
import { nextEventEncoder } from '../../execution/fanout/server-sent-events.ts'
import { DomainError } from '../../lib/errors.ts'
import { refusal } from '../http/http-errors.ts'
import type { TransportDeps } from '../transport-deps.ts'
import { StreamConnection } from './stream-connection.ts'

/** Subscriptions by server-sent events: the distinct connections mode of the GraphQL over SSE protocol. */
export function createEventStreams(deps: TransportDeps) {
  const { operations, mask, connections, contextFactory, pings } = deps

  const follow = async (stream: StreamConnection, args: ExecutionArgs): Promise<void> => {
    stream.begin()
    const sink = { writer: stream.writer, encoder: nextEventEncoder }
    const subscribing = operations.subscribe({ ...args, contextValue: contextFactory.of(stream), sink })
    const results = await subscribing.catch((error) => ({ errors: [mask(error)] }))
    if (!(Symbol.asyncIterator in results)) {
      // A complete would end the operation for good; a client that is cut comes back.
      const isTransient = results.errors?.some(({ extensions }) => extensions.code === 'UNAVAILABLE')
      return isTransient ? stream.close() : stream.finish(results)
    }
    const end = () => results.return().catch(() => {})
    const leave = stream.writer.open && connections.add(stream)
    if (!leave) {
      // It has left, or others were opened at the same moment: when it reconnects it is refused by status.
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

  /** Throws when the agent has too many: a status reaches clients who may lose what a stream says before it is cut. */
  return (response: ServerResponse, asking: Viewer | DomainError, args: ExecutionArgs): void => {
    if (!(asking instanceof DomainError) && !connections.hasRoom(asking))
      throw refusal(429, 'Too many connections of this agent.', {}, 'RATE_LIMITED')
    const stream = new StreamConnection(response, asking, deps.site)
    follow(stream, args).catch((error) => {
      // Cut and not completed: the client reconnects with its last cursor. An error that lasts is its answer then.
      mask(error)
      stream.close()
    })
  }
}
