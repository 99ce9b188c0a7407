import { writeFileSync } from 'node:fs'
import { fileTypeFromBuffer } from 'file-type'
import { imageTypes, unknownType } from './file.ts'
import { headBytes, type ImageLine, maxPixels, type TypeLine, thumbnailBounds } from './inspection.ts'

// The program that looks at one content: it comes on standard input, what is found out goes to standard output as
// inspection.ts says. Whatever goes wrong with an image ends the process; its type has been written by then.

/** When memory runs out, Linux ends this process rather than one that serves people. */
function volunteer(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch {}
}

async function typeOf(head: Buffer, isWhole: boolean): Promise<string> {
  const found = await fileTypeFromBuffer(head)
  // Markup is never of a type that a browser would run.
  if (found) return found.mime === 'application/xml' ? 'text/plain' : found.mime
  return isText(head, isWhole) ? 'text/plain' : unknownType
}

/** UTF-8 without control characters but those of lines. A head may end within a character. */
function isText(head: Buffer, isWhole: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole })
    return !/[^\P{Cc}\t\n\f\r]/u.test(text)
  } catch {
    return false
  }
}

async function thumbnailOf(content: Buffer): Promise<{ size: ImageLine; bytes: Buffer }> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  // Only the decoders of what browsers show: none that reads other files or runs scripts.
  sharp.block({ operation: ['VipsForeignLoad'] })
  const decoders = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((name) => `VipsForeignLoad${name}`)
  sharp.unblock({ operation: decoders })
  // What the camera wrote about place and time is left out, as sharp does unless it is asked to keep it.
  const image = sharp(content, { limitInputPixels: maxPixels, failOn: 'error', autoOrient: true })
  const { autoOrient } = await image.metadata()
  const bytes = await image
    .resize({ ...thumbnailBounds, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
  return { size: { width: autoOrient.width, height: autoOrient.height }, bytes }
}

volunteer()
const parts: Buffer[] = []
let length = 0
let type: string | null = null

const tellType = async (isWhole: boolean): Promise<string> => {
  const found = await typeOf(Buffer.concat(parts), isWhole)
  const line: TypeLine = { type: found }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  return found
}

for await (const part of process.stdin as AsyncIterable<Buffer>) {
  parts.push(part)
  length += part.length
  if (type === null && length >= headBytes) type = await tellType(false)
  if (type !== null && !imageTypes.has(type)) break
}
type ??= await tellType(true)
if (imageTypes.has(type)) {
  const { size, bytes } = await thumbnailOf(Buffer.concat(parts))
  process.stdout.write(`${JSON.stringify(size)}\n`)
  process.stdout.write(bytes)
}
