import { type FieldError, InvalidInput, throwIfInvalid } from '../lib/errors.ts'
import { type FileRecord, imageTypes, isComplete } from './file.ts'

/** A square of an image: its corner at the top left and its edge, in pixels of the image as it is shown. */
export type Square = { x: number; y: number; size: number }

/** A square image in WebP, in two sizes. */
export type Picture = { large: Buffer; small: Buffer }

/** The edges of a picture, in pixels: twice what it takes on the screens that show it large, and everywhere else. */
export const pictureEdges = { large: 256, small: 96 }

/**
 * Makes a picture of the square of an image. Null for what cannot be decoded. Throws RATE_LIMITED where too many of
 * this author or of all are waiting.
 */
export type CropPicture = (
  content: AsyncIterable<Uint8Array>,
  square: Square,
  author: string,
) => Promise<Picture | null>

export const noImage: FieldError = {
  path: 'uploadId',
  message: 'Must be a complete upload of yours that was not sent: an image in PNG, JPEG, GIF, WebP or AVIF.',
}

/** The square of an upload that a picture is made of: the largest one in its middle unless one is given. Throws INVALID_INPUT. */
export function squareOf(file: FileRecord, given: Square | null): Square {
  const { width, height, messageId } = file
  const isImage = isComplete(file) && imageTypes.has(file.type)
  if (!isImage || width === null || height === null || messageId !== null) throw new InvalidInput([noImage])
  if (given === null) {
    const size = Math.min(width, height)
    return { x: Math.floor((width - size) / 2), y: Math.floor((height - size) / 2), size }
  }
  const { x, y, size } = given
  const wrong = (path: string, is: boolean, message: string) => (is ? [{ path: `crop.${path}`, message }] : [])
  const within = `the image, which is ${width} pixels wide and ${height} high.`
  throwIfInvalid([
    ...wrong('size', size < 1, 'Must be at least 1.'),
    ...wrong('x', x < 0 || x + size > width, `The square must lie within ${within}`),
    ...wrong('y', y < 0 || y + size > height, `The square must lie within ${within}`),
  ])
  return given
}

const headBytes = 4

/** A picture as the cropping process writes it: the length of the large one, and both. */
export function packPicture({ large, small }: Picture): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32BE(large.length)
  return Buffer.concat([head, large, small])
}

/** Null for what the process did not write in full. */
export function unpackPicture(bytes: Buffer): Picture | null {
  if (bytes.length < headBytes) return null
  const end = headBytes + bytes.readUInt32BE()
  return bytes.length > end ? { large: bytes.subarray(headBytes, end), small: bytes.subarray(end) } : null
}
