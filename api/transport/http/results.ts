import type { ServerResponse } from 'node:http'
import type { ExecutionResult } from 'graphql'
import type { GraphQLHTTPExtensions } from 'graphql-yoga'
import { toBytes } from '../../execution/fanout/bytes.ts'
import { encodeOne } from '../../execution/fanout/encoder.ts'
import { completeEvent, nextEventEncoder, pingEvent } from '../../execution/fanout/server-sent-events.ts'
import { eventStreamHead } from '../sse/stream-connection.ts'
import type { AnswerType } from './media-types.ts'

/**
 * Answers with one result, unless an event stream has begun or the client has left. To who accepts a stream it also says by
 * one what is wrong with an operation, since EventSource shows nothing of other answers; but nothing of another status than
 * 400, since a stream that completes is the end of the operation, and that may be asked again.
 */
export function sendResult(response: ServerResponse, answerType: AnswerType | null, result: ExecutionResult): void {
  if (response.destroyed || response.headersSent) return
  const mediaType = answerType === 'application/graphql-response+json' ? answerType : 'application/json'
  const { status = 200, headers } = httpOf(result, mediaType)
  const json = toJson(result)
  if (answerType === 'text/event-stream' && status <= 400) {
    const event = encodeOne(nextEventEncoder, toBytes(json))
    response.writeHead(200, eventStreamHead).end(pingEvent + event + completeEvent, 'latin1')
  } else {
    const own = { 'content-type': `${mediaType}; charset=utf-8`, 'content-length': Buffer.byteLength(json) }
    response.writeHead(status, { ...headers, ...own }).end(json)
  }
}

/**
 * Status and headers of an answer (GraphQL over HTTP, 6.4). An operation that was not executed is 200 in the older media
 * type, whose clients take another status for a failure of the network, unless its error has a status of its own.
 */
function httpOf({ data, errors }: ExecutionResult, mediaType: AnswerType): GraphQLHTTPExtensions {
  if (data !== undefined || !errors) return {}
  const refused = errors.find(({ extensions }) => extensions.http)
  if (refused) return refused.extensions.http as GraphQLHTTPExtensions
  const codes = errors.map(({ extensions }) => extensions.code)
  if (codes.includes('UNAVAILABLE')) return { status: 503 }
  if (codes.includes('INTERNAL')) return { status: 500 }
  return { status: mediaType === 'application/json' ? 200 : 400 }
}

/** Without `extensions.http`, which is for the status line. */
function toJson({ errors, ...result }: ExecutionResult): string {
  const shown = errors?.map((error) => ({ ...error.toJSON(), extensions: { ...error.extensions, http: undefined } }))
  return JSON.stringify({ errors: shown, ...result })
}
