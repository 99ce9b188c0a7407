import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may come from the page it comes from: the server's own pages and the allowed origins. Without an
 * Origin it is no browser's and is judged by its token alone.
 */
export function createOriginCheck(allowed: readonly string[]): (request: IncomingMessage) => boolean {
  return (request) => {
    const { origin } = request.headers
    if (origin === undefined || allowed.includes(origin)) return true
    const host = request.headers['x-forwarded-host'] ?? request.headers.host
    return URL.canParse(origin) && new URL(origin).host === host
  }
}
