/**
 * How the results of one operation are written to its reader. Readers of one kind are written the same bytes but for
 * their own text in between, so that what differs between them costs one join, however many results there are. Bytes
 * are strings with one character each.
 */
export type Encoder = {
  /** Framings of one kind make the same pieces of the same payloads. */
  readonly kind: number | string
  /** What a reader has of its own: joining the pieces with it gives what is written, in order. */
  readonly id: string
  templateParts(payloads: readonly string[]): readonly string[]
}

/** One result that is this reader's alone. */
export function encodeOne(encoder: Encoder, payload: string): string {
  return encoder.templateParts([payload]).join(encoder.id)
}
