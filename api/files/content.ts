/** Bytes from `start` up to and without `end`. */
export type ByteRange = { start: number; end: number }

/**
 * Cuts a stream into chunks of `size` bytes; the first goes on from `begun`. When the stream breaks off, what had come
 * is given as the last chunk before its error is thrown, so that it need not come again. Reads on only when it is asked
 * for the next chunk, so it never holds much more than one.
 */
export async function* inChunks(
  stream: AsyncIterable<Uint8Array>,
  size: number,
  begun: Uint8Array = new Uint8Array(),
): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [begun]
  let length = begun.length
  let isNew = false
  let failure: { error: unknown } | null = null
  try {
    for await (let piece of stream) {
      while (length + piece.length >= size) {
        const rest = size - length
        yield Buffer.concat([...parts, piece.subarray(0, rest)])
        piece = piece.subarray(rest)
        parts = []
        length = 0
        isNew = false
      }
      if (piece.length === 0) continue
      parts.push(piece)
      length += piece.length
      isNew = true
    }
  } catch (error) {
    failure = { error }
  }
  if (isNew) yield Buffer.concat(parts)
  if (failure) throw failure.error
}

/** The bytes of a range, chunk by chunk as they are asked for. `get` gives a part of one chunk. */
export async function* readRange(
  { start, end }: ByteRange,
  size: number,
  get: (number: number, from: number, to: number) => Promise<Buffer | null>,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const number = Math.floor(at / size)
    const first = number * size
    const to = Math.min(end, first + size)
    const bytes = await get(number, at - first, to - first)
    if (bytes?.length !== to - at) throw new Error('The content has been removed while it was read')
    yield bytes
    at = to
  }
}
