import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ExecutionArgs, OperationTypeNode } from 'graphql'
import { parseRequestParams, type Request, type RequestParams } from 'graphql-http'
import type { Sessions } from '../../auth/sessions.ts'
import type { AdmissionControl } from '../../execution/admission-control.ts'
import type { Mask } from '../../execution/error-masking.ts'
import { nextEventEncoder } from '../../execution/fanout/server-sent-events.ts'
import type { Operations } from '../../execution/operations.ts'
import { DomainError } from '../../lib/errors.ts'
import type { ContextFactory } from '../../schema/context-factory.ts'
import { authenticateRequest } from '../http/http-caller.ts'
import { isPassing, malformed, mutationByGet, refusal, send } from '../http/http-errors.ts'
import type { ParseAndValidate } from '../http/parse-and-validate.ts'
import type { LiveConnections } from '../live-connections.ts'
import type { Pings } from '../pings.ts'
import { StreamConnection } from './stream-connection.ts'

/** A request with its body, as graphql-http reads it. */
export type Asked = Request<IncomingMessage, ServerResponse>

/** What it takes to answer a request, in either form. */
export type HttpDeps = {
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: LiveConnections
  contextFactory: ContextFactory
  pings: Pings
  admission: AdmissionControl
}

export type EventStreamHandler = (asked: Asked) => Promise<void>

/**
 * Answers by server-sent events: the distinct connections mode of the GraphQL over SSE protocol. What is wrong with an
 * operation is told by the stream too, since a browser's EventSource shows nothing of another answer. What may be asked
 * again later is not: it must not look like the end of the operation.
 */
export function createEventStreamHandler(deps: HttpDeps & { parseAndValidate: ParseAndValidate }): EventStreamHandler {
  const { operations, parseAndValidate, mask, sessions, connections, contextFactory, pings, admission } = deps

  const follow = async (stream: StreamConnection, args: ExecutionArgs): Promise<void> => {
    stream.begin()
    const results = await operations.subscribe({ ...args, sink: { writer: stream.writer, encoder: nextEventEncoder } })
    if (!(Symbol.asyncIterator in results)) {
      // What may be tried again is no end: whoever reads comes back.
      return results.errors?.some(isPassing) ? stream.close() : stream.finish(results)
    }
    const end = () => results.return().catch(() => {})
    if (!stream.writer.open) return void end()
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
    const prepared = await parseRequest(asked, parseAndValidate)
    const { raw: request, context: response } = asked
    if ('args' in prepared && prepared.type === OperationTypeNode.MUTATION && request.method === 'GET')
      return send(response, mutationByGet)
    await admission.pass()
    const asking = await authenticateRequest(request, sessions)
    const stream = new StreamConnection(request, response, asking)
    if (!('args' in prepared)) return stream.finish({ errors: prepared })
    const { type, args } = prepared
    // By the status: what a stream says just before it is cut, a fetch may well lose.
    if (type === OperationTypeNode.SUBSCRIPTION && !(asking instanceof DomainError) && !connections.hasRoom(asking))
      return send(response, refusal(429, mask(tooMany)))
    args.contextValue = contextFactory.of(stream)
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

async function parseRequest(asked: Asked, parseAndValidate: ParseAndValidate): Promise<ReturnType<ParseAndValidate>> {
  try {
    // Method and type have been looked at: what else can be wrong is thrown.
    return parseAndValidate((await parseRequestParams(asked)) as RequestParams)
  } catch (error) {
    return [malformed((error as Error).message)]
  }
}
