import { DomainError, type FieldError, throwIfInvalid } from '../lib/errors.ts'
import { isBlank, withoutBidiControls } from '../lib/text.ts'

/** A file from the moment on at which its author began to upload it. */
export type FileRecord = {
  id: string
  roomId: string
  author: string
  name: string
  /** Bytes, and how many of them have arrived. */
  size: number
  received: number
  /** By its content, never by its name. Null until all of it is here and was looked at. */
  type: string | null
  /** In pixels, as an image is shown; null for what is none that we could decode. */
  width: number | null
  height: number | null
  /** The content of its thumbnail, in WebP, and how many bytes that has. */
  thumbnailId: string | null
  thumbnailSize: number | null
  /** The message that it was sent with; null until then. */
  messageId: string | null
}

/** A file that can be sent and read. */
export type CompleteFile = FileRecord & { type: string }

export const isComplete = (file: FileRecord): file is CompleteFile => file.type !== null

/** The images that browsers may show in place; everything else is saved. */
export const imageTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
])

export const fileKinds = ['IMAGE', 'OTHER'] as const
/** What a list of files may be narrowed to. */
export type FileKind = (typeof fileKinds)[number]

/** A file that was sent, and when. */
export type SentFile = CompleteFile & { messageId: string; sentAt: Date }

/** What nobody could tell the type of. */
export const unknownType = 'application/octet-stream'

export type UploadInput = { roomId: string; name: string; size: number }

/** Throws INVALID_INPUT or FILE_TOO_LARGE for what cannot be uploaded. */
export function assertUploadable({ size }: UploadInput, maxBytes: number): void {
  if (!Number.isSafeInteger(size) || size < 1)
    throwIfInvalid([{ path: 'size', message: 'Must be the whole number of bytes of the file, at least 1.' }])
  if (size > maxBytes)
    throw new DomainError('FILE_TOO_LARGE', `A file may have at most ${maxBytes} bytes, this one has ${size}.`)
}

/** Throws FILE_QUOTA_EXCEEDED when an agent's files would take more than `quota` bytes together. */
export function assertWithinQuota(size: number, used: number, quota: number): void {
  if (size <= quota - used) return
  const left = Math.max(0, quota - used)
  const message = `Your files may take ${quota} bytes together, and ${left} are left: delete messages with files first.`
  throw new DomainError('FILE_QUOTA_EXCEEDED', message)
}

// Control characters, halves of a surrogate pair, line breaks, and what shows nothing, except for what joins emoji.
const notInNames = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu
const maxCharacters = 150

/**
 * A name as it is kept and shown: without folders, without characters that reorder or hide something, and not too long
 * for any file system, with its extension.
 */
export function cleanName(given: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const visible = withoutBidiControls(base)
    .replace(notInNames, '')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  if (isBlank(visible)) return 'file'
  const characters = [...visible]
  if (characters.length <= maxCharacters) return visible
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(visible)?.[0] ?? ''
  return characters.slice(0, maxCharacters - extension.length).join('') + extension
}

export const notAttachable: FieldError = {
  path: 'attachmentIds',
  message: 'Must be complete uploads of yours to this room that were not sent yet.',
}

export function unknownFile(id: string): DomainError {
  return new DomainError('UNKNOWN_FILE', `There is no file ${JSON.stringify(id.slice(0, 80))}.`)
}

/** Somebody else, or the same client by another connection, has uploaded on. */
export function offsetConflict(offset: number): DomainError {
  const message = `Nothing can follow at ${offset}: ask by HEAD how much has arrived, and go on from there.`
  return new DomainError('UPLOAD_CONFLICT', message)
}
