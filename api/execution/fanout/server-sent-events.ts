import type { Encoder } from './encoder.ts'

/** Server-sent events of the GraphQL over SSE protocol, distinct connections mode. JSON text has no line breaks. */
export const nextEventEncoder: Encoder = {
  kind: 'event',
  id: '',
  templateParts: (payloads) => [payloads.map((payload) => `event: next\ndata: ${payload}\n\n`).join('')],
}

export const completeEvent = 'event: complete\ndata:\n\n'

/** A comment: keeps proxies and clients from taking a silent stream for dead. */
export const pingEvent = ':\n\n'
