import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../schema/services.ts'

/** In seconds: a year. Another picture has another address. */
const freshness = 31_536_000

/** Answers GET and HEAD with the picture of an agent, to whoever is signed in. */
export function createPictureDownloads(pictures: Services['pictures']) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { id, isSmall }: { id: string; isSmall: boolean },
  ): Promise<void> => {
    const bytes = await pictures.readPicture(id, isSmall ? 'small' : 'large')
    const etag = `"${id}${isSmall ? '-small' : ''}"`
    response.setHeader('ETag', etag)
    response.setHeader('Cache-Control', `private, max-age=${freshness}, immutable`)
    // A page of another origin may not show it by the cookie of the person who looks at it.
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'")
    response.setHeader('Content-Type', 'image/webp')
    if (request.headers['if-none-match']?.includes(etag)) return void response.writeHead(304).end()
    response.setHeader('Content-Length', bytes.length)
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : bytes)
  }
}
