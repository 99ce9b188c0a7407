import { type Bytes, joinBytes } from './bytes.ts'

/**
 * The form in which the results of one operation are written to its subscriber: WebSocket messages or server-sent
 * events. For subscribers of one kind the bytes are the same but for the operation's id, so each costs one join of shared
 * parts, however many results there are.
 */
export type Encoder = {
  /** Encoders of one kind make the same template parts of the same payloads. */
  readonly kind: number | string
  /** The operation's id as it is written, in bytes. */
  readonly id: Bytes
  /** Joined with the id these are the results of the payloads, in order. */
  templateParts(payloads: readonly Bytes[]): readonly Bytes[]
}

/** The bytes of one result that is this subscriber's alone. */
export function encodeOne(encoder: Encoder, payload: Bytes): Bytes {
  return joinBytes(encoder.templateParts([payload]), encoder.id)
}
