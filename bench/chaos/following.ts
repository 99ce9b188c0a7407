import type { Asking } from './asking.ts'
import type { Edge, Stream } from './streams.ts'

export type Following = {
  login: string
  stream: Stream
  asking: Asking
  /** The address at every connection. */
  url(): string
  cursor(): string | null
  hear(edge: Edge): void
}

/** One connection after the other, from the last cursor, until `leave()`. */
export type Line = { up(): boolean; pause(): void; resume(): void; leave(): void }
