import { concatBytes, toBytes } from './bytes.ts'
import type { Encoder } from './encoder.ts'

const beforePayload = toBytes('event: next\ndata: ')
const afterPayload = toBytes('\n\n')

/** Server-sent events of the GraphQL over SSE protocol, distinct connections mode. JSON text has no line breaks. */
export const nextEventEncoder: Encoder = {
  kind: 'event',
  id: toBytes(''),
  templateParts: (payloads) => [
    concatBytes(...payloads.map((payload) => concatBytes(beforePayload, payload, afterPayload))),
  ],
}

export const completeEvent = toBytes('event: complete\ndata:\n\n')

/** A comment: keeps proxies and clients from taking a silent stream for dead. */
export const pingEvent = toBytes(':\n\n')
