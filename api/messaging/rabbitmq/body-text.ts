import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { PoisonMessage } from '../broker.ts'

/** What a publisher says about the bytes of a body; both are often missing or wrong. */
export type BodyEncoding = { contentType: unknown; contentEncoding: unknown }

/** Bytes. More is refused unopened: a few kilobytes can be made to unfold into gigabytes. */
const longestBody = 4_000_000
const bounded = { maxOutputLength: longestBody }

const decompressors = new Map<string, (content: Buffer) => Buffer>([
  ['gzip', (content) => gunzipSync(content, bounded)],
  ['x-gzip', (content) => gunzipSync(content, bounded)],
  ['deflate', inflate],
  ['br', (content) => brotliDecompressSync(content, bounded)],
  ['zstd', (content) => zstdDecompressSync(content, bounded)],
])
const noEncoding = new Set(['', 'identity', 'none', 'binary', '8bit', '7bit'])

/**
 * The body as text. `content_encoding` may be a list of compressions and, as some libraries have it, a character set; a
 * character set in `content_type` wins over that. Without one the body is UTF-8, or UTF-16 if its first bytes say so.
 * Throws PoisonMessage for bytes that are not what they are said to be: text is never garbled.
 */
export function bodyText(content: Buffer, { contentType, contentEncoding }: BodyEncoding): string {
  const tokens = words(contentEncoding).filter((token) => !noEncoding.has(token))
  const compressions = tokens.filter((token) => decompressors.has(token))
  // The last of the list was applied last. Gzip is known by its first bytes, also where content_encoding is missing.
  const named = compressions.reverse().reduce(decompress, content)
  const bytes = compressions.length === 0 && isGzip(named) ? decompress(named, 'gzip') : named
  const charset = charsetOf(contentType) ?? tokens.find((token) => !decompressors.has(token)) ?? null
  return decode(bytes, charset)
}

function decompress(content: Buffer, encoding: string): Buffer {
  try {
    return decompressors.get(encoding)?.(content) ?? content
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new PoisonMessage(`The body is more than ${longestBody} bytes when it is decompressed (${encoding})`)
    // Some libraries name the compression and send plain text.
    if (isUtf8Json(content)) return content
    throw new PoisonMessage(`The body is not ${encoding}, which its content_encoding names`)
  }
}

// HTTP means the zlib format by `deflate`; .NET's DeflateStream writes the bare one.
function inflate(content: Buffer): Buffer {
  try {
    return inflateSync(content, bounded)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw error
    return inflateRawSync(content, bounded)
  }
}

function decode(bytes: Buffer, charset: string | null): string {
  // UTF-16 without a byte order in its name: Java writes the other one than .NET.
  const label = charset === null || charset === 'utf-16' ? detectedCharset(bytes) : charset
  const decoder = decoderOf(label)
  if (!decoder) {
    if (isUtf8Json(bytes)) return bytes.toString('utf8')
    throw new PoisonMessage(`The character set or encoding "${label.slice(0, 40)}" of the body is not known`)
  }
  try {
    return decoder.decode(bytes)
  } catch {
    throw new PoisonMessage(
      charset === null
        ? 'The body is not UTF-8, and neither content_type nor content_encoding names its character set'
        : `The body is not ${label}, which its properties name as its character set`,
    )
  }
}

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return null
  }
}

/** A text of JSON begins with an ASCII character, so zeros beside it show UTF-16. */
function detectedCharset(bytes: Buffer): string {
  const [first, second] = bytes
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le'
  return 'utf-8'
}

function charsetOf(contentType: unknown): string | null {
  if (typeof contentType !== 'string') return null
  const label = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1]?.toLowerCase()
  return label ?? null
}

function words(value: unknown): string[] {
  if (typeof value !== 'string') return []
  return value
    .split(',')
    .map((word) =>
      word
        .trim()
        .toLowerCase()
        .replace(/^charset=/, ''),
    )
    .filter((word) => word !== '')
}

function isGzip(content: Buffer): boolean {
  return content[0] === 0x1f && content[1] === 0x8b
}

function isUtf8Json(content: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
    return true
  } catch {
    return false
  }
}
