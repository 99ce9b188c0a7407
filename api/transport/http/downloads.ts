import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Viewer } from '../../auth/viewer.ts'
import type { Services } from '../../schema/services.ts'
import { contentDisposition } from './content-disposition.ts'
import { refusal } from './http-errors.ts'
import { answersFromCache } from './private-content.ts'
import { requestedRange } from './ranges.ts'

/** In seconds. After that a browser asks again, and with it whether its agent may still read the file. */
const freshness = 86_400

/** The images that a browser may show in place. Never what could run a script. */
const shownInPlace = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Answers GET and HEAD with a file or its thumbnail, or with a part of it (RFC 9110, 14). */
export function createDownloads(files: Services['files']) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    viewer: Viewer,
    { id, isThumbnail }: { id: string; isThumbnail: boolean },
  ): Promise<void> => {
    const file = await files.open(viewer, id)
    const { contentId, size, type } = contentOf(file, isThumbnail)
    const isImage = file.width !== null && shownInPlace.has(type)
    const etag = `"${contentId}"`
    response.setHeader('Accept-Ranges', 'bytes')
    response.setHeader('Content-Type', type.startsWith('text/') ? `${type}; charset=utf-8` : type)
    response.setHeader('Content-Disposition', contentDisposition(isImage ? 'inline' : 'attachment', file.name))
    if (answersFromCache(request, response, { etag, freshness })) return
    const ifRange = request.headers['if-range']
    const range = ifRange === undefined || ifRange === etag ? requestedRange(request.headers.range, size) : null
    if (range === 'unsatisfiable')
      throw refusal(416, `The file has ${size} bytes.`, { 'content-range': `bytes */${size}` })
    const { start, end } = range ?? { start: 0, end: size }
    response.setHeader('Content-Length', end - start)
    if (range) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`)
    response.writeHead(range ? 206 : 200)
    if (request.method === 'HEAD') return void response.end()
    await sendPieces(files.read(contentId, { start, end }), response)
  }
}

type File = Awaited<ReturnType<Services['files']['open']>>

/** A file, or its thumbnail. */
function contentOf({ id, size, type, thumbnailId, thumbnailSize }: File, isThumbnail: boolean) {
  if (!isThumbnail) return { contentId: id, size, type }
  if (thumbnailId === null || thumbnailSize === null)
    throw refusal(404, 'There is no thumbnail of this file.', {}, 'UNKNOWN_FILE')
  return { contentId: thumbnailId, size: thumbnailSize, type: 'image/webp' }
}

/** Reads the next piece when there is room for it: a reader who takes nothing costs no more than a few. */
export function sendPieces(pieces: AsyncIterable<Buffer>, response: NodeJS.WritableStream): Promise<void> {
  return pipeline(Readable.from(pieces, { highWaterMark: 1 }), response)
}
