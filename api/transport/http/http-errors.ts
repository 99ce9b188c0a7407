import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import type { Response } from 'graphql-http'
import { maxRequestBytes } from '../../execution/limits.ts'

/** The error of a request that says too little or too much to be executed. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })
}

/** An answer to a request that is not executed, in the form of every other answer. */
export function refusal(status: number, error: GraphQLError, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ errors: [error] })
  return [body, { status, statusText: '', headers: { 'content-type': 'application/json; charset=utf-8', ...headers } }]
}

export const tooLarge = refusal(413, badRequest(`A request may have at most ${maxRequestBytes} bytes.`))

export const mutationByGet = refusal(405, badRequest('A mutation must be sent by POST.'), { allow: 'POST' })

export const notAcceptable = refusal(
  406,
  badRequest('Accept must allow application/graphql-response+json, application/json or text/event-stream.'),
)

/**
 * Why a request cannot be read at all; null when it can. Only JSON is executed by POST: a form of a foreign page can
 * send other types without the browser asking first, and the refresh cookie would come along.
 */
export function unreadable({ method, headers }: IncomingMessage): Response | null {
  if (method === 'GET') return null
  if (method !== 'POST') return refusal(405, badRequest(`Expected GET or POST, got ${method}.`), { allow: 'GET, POST' })
  const type = headers['content-type'] ?? ''
  if (/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type)) return null
  const got = type ? JSON.stringify(type.slice(0, 80)) : 'none'
  return refusal(415, badRequest(`Content-Type must be application/json in UTF-8, got ${got}.`))
}

/** Whether the same request may succeed in a moment. */
export function isPassing(error: GraphQLError): boolean {
  return error.extensions.code === 'UNAVAILABLE'
}

/** An answer to a request that could not be executed through no fault of its own. */
export function failure(error: GraphQLError): Response {
  return refusal(isPassing(error) ? 503 : 500, error)
}

/** What graphql-http says of a request it cannot read, and what it should have been. */
export function malformed(reason: string): GraphQLError {
  return badRequest(
    `${reason}. Expected "query" as text and, where they are given, "operationName" as text, "variables" and "extensions" as objects: in a JSON object by POST, in the address by GET.`,
  )
}

export function send(response: ServerResponse, [body, { status, headers }]: Response): void {
  if (response.destroyed) return
  response.writeHead(status, { ...headers, 'content-length': body === null ? 0 : Buffer.byteLength(body) })
  response.end(body ?? '')
}
