import type { IncomingMessage, ServerResponse } from 'node:http'
import { originOf } from '../../lib/origin.ts'

/**
 * Lets pages of the allowed origins read the answers and send the refresh cookie (Fetch standard, CORS protocol). For any
 * other origin there are no CORS headers, so the browser withholds the answer from the page.
 */
export function setCorsHeaders(request: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  const { origin } = request.headers
  if (origin === undefined || allowed.length === 0) return
  response.setHeader('Vary', 'Origin')
  if (!allowed.includes(originOf(origin) ?? '')) return
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
  response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, accept')
}
