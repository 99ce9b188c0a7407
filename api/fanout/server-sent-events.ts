import type { Framing } from './framing.ts'

/** Server-sent events of the GraphQL over SSE protocol, distinct connections mode. JSON text has no line breaks. */
export const nextEvents: Framing = {
  kind: 'event',
  own: '',
  pieces: (payloads) => [payloads.map((payload) => `event: next\ndata: ${payload}\n\n`).join('')],
}

export const completeEvent = 'event: complete\ndata:\n\n'

/** A comment: says nothing, and keeps the stream from being taken for dead. */
export const pingEvent = ':\n\n'
