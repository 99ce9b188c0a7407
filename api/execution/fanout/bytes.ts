import type { Brand } from '../../lib/brand.ts'

/**
 * Bytes as a string with one character each ("latin1"): the cheapest form in Node to put together and to hand to a
 * socket. Only the functions of this file make them, so a text that is not encoded yet cannot be written by mistake.
 */
export type Bytes = Brand<string, 'Bytes'>

/** The UTF-8 bytes of a text. Text that is ASCII is its own bytes. */
export function toBytes(text: string): Bytes {
  return asBytes(Buffer.byteLength(text) === text.length ? text : Buffer.from(text, 'utf8').toString('latin1'))
}

export function bytesOf(...values: number[]): Bytes {
  return asBytes(String.fromCharCode(...values))
}

export function concatBytes(...parts: Bytes[]): Bytes {
  return asBytes(parts.join(''))
}

export function joinBytes(parts: readonly Bytes[], separator: Bytes): Bytes {
  return asBytes(parts.join(separator))
}

function asBytes(latin1: string): Bytes {
  return latin1 as Bytes
}
