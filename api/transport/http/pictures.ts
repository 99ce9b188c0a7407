import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '../../schema/services.ts'
import { answersFromCache } from './private-content.ts'

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
    response.setHeader('Content-Type', 'image/webp')
    if (answersFromCache(request, response, { etag, freshness })) return
    response.setHeader('Content-Length', bytes.length)
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : bytes)
  }
}
