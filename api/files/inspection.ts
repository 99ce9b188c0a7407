/** What a file is by its content. */
export type Inspection = {
  /** A MIME type. */
  type: string
  /** Of an image that could be decoded, its size in pixels as it is shown, and the thumbnail, in WebP. */
  image: { width: number; height: number; thumbnail: Buffer } | null
}

/**
 * Resolves for every content: one that cannot be understood is of an unknown type. Throws RATE_LIMITED where too many of
 * this author or of all are waiting.
 */
export type Inspect = (content: AsyncIterable<Uint8Array>, author: string) => Promise<Inspection>

/** The largest thumbnail, in pixels: twice what it takes on the screen. */
export const thumbnailBounds = { width: 720, height: 540 }
/** Images of more pixels, as their header says, are not decoded. */
export const maxPixels = 50_000_000
/** Of a content so much is read to find out its type. */
export const headBytes = 262_144

/** What the inspecting process writes: two lines of JSON, the second one only for images, and the thumbnail after it. */
export type TypeLine = { type: string }
export type ImageLine = { width: number; height: number }

/** Reads what the inspecting process has written, as far as it got. Null when it did not find out the type. */
export function readInspection(output: Buffer): Inspection | null {
  const [type, afterType] = lineAt<TypeLine>(output, 0)
  if (!type) return null
  const [size, afterSize] = lineAt<ImageLine>(output, afterType)
  const thumbnail = output.subarray(afterSize)
  return { type: type.type, image: size && thumbnail.length > 0 ? { ...size, thumbnail } : null }
}

function lineAt<Line>(output: Buffer, from: number): [line: Line | null, after: number] {
  const end = output.indexOf('\n', from)
  return end < 0 ? [null, from] : [JSON.parse(output.toString('utf8', from, end)) as Line, end + 1]
}
