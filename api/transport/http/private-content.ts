import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Sets what every answer with a file of somebody says of it: it is kept by this browser alone, for so many seconds, and
 * opened by no page but ours. True where the browser has it already: then it is answered with 304.
 */
export function answersFromCache(
  request: IncomingMessage,
  response: ServerResponse,
  { etag, freshness }: { etag: string; freshness: number },
): boolean {
  response.setHeader('ETag', etag)
  response.setHeader('Cache-Control', `private, max-age=${freshness}, immutable`)
  // Another agent in the same browser is asked for again.
  response.appendHeader('Vary', 'Cookie, Authorization')
  // A page of another origin may not show it by the cookie of the person who looks at it.
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'")
  if (!request.headers['if-none-match']?.includes(etag)) return false
  response.writeHead(304).end()
  return true
}
