import { type Bytes, bytesOf, concatBytes, toBytes } from './bytes.ts'
import type { Encoder } from './encoder.ts'

/** WebSocket text frames of a server (RFC 6455, 5.2: FIN, opcode 1, unmasked). */

/** The header of a frame whose payload has `length` bytes. */
export function frameHead(length: number): Bytes {
  if (length < 126) return bytesOf(0x81, length)
  if (length < 65_536) return bytesOf(0x81, 126, length >> 8, length & 0xff)
  const high = Math.floor(length / 0x1_0000_0000)
  const byte = (value: number, shift: number) => (value >>> shift) & 0xff
  const eight = [24, 16, 8, 0]
  return bytesOf(
    0x81,
    127,
    ...eight.map((shift) => byte(high, shift)),
    ...eight.map((shift) => byte(length >>> 0, shift)),
  )
}

/** A whole frame around the bytes of a text. */
export function frame(bytes: Bytes): Bytes {
  return concatBytes(frameHead(bytes.length), bytes)
}

const beforeId = toBytes('{"id":')
const afterId = toBytes(',"type":"next","payload":')
const end = toBytes('}')

/**
 * The template parts of the `next` messages of many payloads, for all operation ids of one length: joined with an id
 * (JSON text in bytes) they are the frames of that operation, in order.
 */
export function frameTemplateParts(payloads: readonly Bytes[], idLength: number): Bytes[] {
  const templateParts: Bytes[] = []
  let before = toBytes('')
  for (const payload of payloads) {
    const length = beforeId.length + idLength + afterId.length + payload.length + end.length
    templateParts.push(concatBytes(before, frameHead(length), beforeId))
    before = concatBytes(afterId, payload, end)
  }
  templateParts.push(before)
  return templateParts
}

/** The `next` messages of one operation of a socket. Operations with ids of one length share template parts. */
export class NextMessageEncoder implements Encoder {
  readonly kind: number
  readonly id: Bytes

  constructor(id: string) {
    this.id = toBytes(JSON.stringify(id))
    this.kind = this.id.length
  }

  templateParts(payloads: readonly Bytes[]): Bytes[] {
    return frameTemplateParts(payloads, this.id.length)
  }
}
