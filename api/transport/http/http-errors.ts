import { GraphQLError } from 'graphql'

/**
 * The error of a request that is refused with a status of its own. It is kept where Yoga keeps it, in `extensions.http`,
 * which clients do not see.
 */
export function refusal(status: number, message: string, headers = {}, code = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } })
}

/** Whether the same request may succeed in a moment. */
export function isTransient(error: GraphQLError): boolean {
  return error.extensions.code === 'UNAVAILABLE'
}

export const notAcceptable = refusal(
  406,
  'Accept must allow application/graphql-response+json, application/json or text/event-stream.',
)
export const notStreamed = refusal(
  400,
  'A subscription is answered by an event stream or a WebSocket: send Accept: text/event-stream.',
)
export const mutationByGet = refusal(405, 'A mutation must be sent by POST.', { allow: 'POST' })
export const tooManyStreams = refusal(429, 'Too many connections of this agent.', {}, 'RATE_LIMITED')
