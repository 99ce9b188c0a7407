import type { IncomingMessage } from 'node:http'
import { originOf } from '../lib/origin.ts'
import type { ReadSent } from './forwarded.ts'

/**
 * Whether a request may come from the page it comes from: the server's own pages, by either protocol since not every proxy
 * says by which it was asked, and the allowed origins. Without an Origin it is no browser's and is judged by its token.
 */
export function createOriginCheck(
  allowed: readonly string[],
  readSent: ReadSent,
): (request: IncomingMessage) => boolean {
  return (request) => {
    if (request.headers.origin === undefined) return true
    const origin = originOf(request.headers.origin)
    if (origin === null) return false
    const protocol = origin.split(':', 1)[0]
    return allowed.includes(origin) || origin === originOf(`${protocol}://${readSent(request).host}`)
  }
}
