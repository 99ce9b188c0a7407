import { fileTypeFromBuffer } from 'file-type'
import { imageTypes, unknownType } from './file.ts'
import { headBytes, type ImageLine, type TypeLine, thumbnailBounds } from './inspection.ts'
import { endFirstWithoutMemory } from './oom-score.ts'

// The program that looks at one content: it comes on standard input, what is found out goes to standard output as
// inspection.ts says. Whatever goes wrong with an image ends the process; its type has been written by then.

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
  // Only for images: it takes as long to load as all the rest.
  const { openImage } = await import('./decoding.ts')
  const image = openImage(content)
  const { autoOrient } = await image.metadata()
  const bytes = await image
    .resize({ ...thumbnailBounds, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer()
  return { size: { width: autoOrient.width, height: autoOrient.height }, bytes }
}

endFirstWithoutMemory()
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
