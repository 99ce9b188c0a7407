import { openImage } from './decoding.ts'
import { endFirstWithoutMemory } from './oom-score.ts'
import { packPicture, pictureEdges, type Square } from './picture.ts'

// The program that makes a picture of one image: the image comes on standard input, the square of it as JSON in the first
// argument, and the picture goes to standard output. Whatever goes wrong ends the process.

const { large, small } = pictureEdges

endFirstWithoutMemory()
const { x: left, y: top, size } = JSON.parse(process.argv[2] ?? '') as Square
const parts: Buffer[] = []
for await (const part of process.stdin as AsyncIterable<Buffer>) parts.push(part)
// What is behind a transparent image must not show through: initials are.
const square = await openImage(Buffer.concat(parts))
  .extract({ left, top, width: size, height: size })
  .resize(large, large)
  .flatten({ background: '#ffffff' })
  .png()
  .toBuffer()
const scaled = (edge: number) => openImage(square).resize(edge, edge).webp({ quality: 82 }).toBuffer()
process.stdout.write(packPicture({ large: await scaled(large), small: await scaled(small) }))
