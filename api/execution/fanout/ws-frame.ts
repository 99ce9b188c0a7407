import type { Encoder } from './encoder.ts'

/**
 * WebSocket text frames of a server (RFC 6455, 5.2: FIN, opcode 1, unmasked), as strings with one character a byte
 * ("latin1"): the cheapest form in Node to put together and to hand to a socket.
 */

/** UTF-8 bytes, one character each. Text that is ASCII is its own bytes. */
export function toBytes(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text, 'utf8').toString('latin1')
}

/** The header of a frame whose payload has `length` bytes. */
export function frameHead(length: number): string {
  if (length < 126) return String.fromCharCode(0x81, length)
  if (length < 65_536) return String.fromCharCode(0x81, 126, length >> 8, length & 0xff)
  const high = Math.floor(length / 0x1_0000_0000)
  const byte = (value: number, shift: number) => (value >>> shift) & 0xff
  const eight = [24, 16, 8, 0]
  return String.fromCharCode(
    0x81,
    127,
    ...eight.map((shift) => byte(high, shift)),
    ...eight.map((shift) => byte(length >>> 0, shift)),
  )
}

/** A whole frame around a text in bytes. */
export function frame(bytes: string): string {
  return frameHead(bytes.length) + bytes
}

const beforeId = '{"id":'
const afterId = ',"type":"next","payload":'

/**
 * The template parts of the `next` messages of many payloads, for all operation ids of one length: joined with an id
 * (JSON text in bytes) they are the frames of that operation, in order.
 */
export function frameTemplateParts(payloads: readonly string[], idLength: number): string[] {
  const templateParts: string[] = []
  let before = ''
  for (const payload of payloads) {
    const length = beforeId.length + idLength + afterId.length + payload.length + 1
    templateParts.push(before + frameHead(length) + beforeId)
    before = `${afterId}${payload}}`
  }
  templateParts.push(before)
  return templateParts
}

/** The `next` messages of one operation of a socket. Operations with ids of one length share template parts. */
export class NextMessageEncoder implements Encoder {
  readonly kind: number
  readonly id: string

  constructor(id: string) {
    this.id = toBytes(JSON.stringify(id))
    this.kind = this.id.length
  }

  templateParts(payloads: readonly string[]): string[] {
    return frameTemplateParts(payloads, this.id.length)
  }
}
