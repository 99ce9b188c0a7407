import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExecutionArgs } from 'graphql'
import type { Sessions } from '../../auth/sessions.ts'
import type { Viewer } from '../../auth/viewer.ts'
import type { AdmissionControl } from '../../execution/admission-control.ts'
import type { Mask } from '../../execution/error-masking.ts'
import { nextEventEncoder } from '../../execution/fanout/server-sent-events.ts'
import type { Operations } from '../../execution/operations.ts'
import { DomainError } from '../../lib/errors.ts'
import type { ContextFactory } from '../../schema/context-factory.ts'
import type { Site } from '../http/http-caller.ts'
import { isTransient, tooManyStreams } from '../http/http-errors.ts'
import type { LiveConnections } from '../live-connections.ts'
import type { Pings } from '../pings.ts'
import { StreamConnection } from './stream-connection.ts'

/** What a subscription answers with: a stream of results, or the reasons why it cannot begin. */
export type Results = Awaited<ReturnType<Operations['subscribe']>>

export type EventStreamDeps = {
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: LiveConnections
  contextFactory: ContextFactory
  pings: Pings
  admission: AdmissionControl
  site: Site
}

/** Subscriptions by server-sent events: the distinct connections mode of the GraphQL over SSE protocol. */
export function createEventStreams(deps: EventStreamDeps) {
  const { operations, mask, connections, contextFactory, pings } = deps

  const follow = async (stream: StreamConnection, results: Results): Promise<void> => {
    if (!(Symbol.asyncIterator in results)) {
      // A complete would end the operation for good; a client that is cut comes back.
      return results.errors?.some(isTransient) ? stream.close() : stream.finish(results)
    }
    const end = () => results.return().catch(() => {})
    if (!stream.writer.open) return void end()
    const leave = connections.add(stream)
    if (!leave) {
      // Others were opened at the same moment. When the client reconnects it is refused by status.
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

  return {
    /** Throws when its agent has too many: a status reaches clients who may lose what a stream says before it is cut. */
    open: (request: IncomingMessage, response: ServerResponse, asking: Viewer | DomainError): StreamConnection => {
      if (!(asking instanceof DomainError) && !connections.hasRoom(asking)) throw tooManyStreams
      return new StreamConnection(request, response, asking, deps.site)
    },
    subscribe: (stream: StreamConnection, args: ExecutionArgs): Promise<Results> => {
      stream.begin()
      const sink = { writer: stream.writer, encoder: nextEventEncoder }
      return operations.subscribe({ ...args, contextValue: contextFactory.of(stream), sink })
    },
    /** Writes all results, and ends the stream with them. */
    write: (stream: StreamConnection, results: Results): void => {
      follow(stream, results).catch((error) => {
        // Cut and not completed: the client reconnects with its last cursor. An error that lasts is its answer then.
        mask(error)
        stream.close()
      })
    },
  }
}
