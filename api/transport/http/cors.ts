import type { IncomingMessage, ServerResponse } from 'node:http'
import { originOf } from '../../lib/origin.ts'

/** What pages of other origins may send, and which headers of an answer they may read. */
export type CorsRules = { methods: string; headers: string; exposed?: string }

export const graphqlCors: CorsRules = { methods: 'GET, POST', headers: 'authorization, content-type, accept' }

/**
 * Lets pages of the allowed origins read the answers and send the refresh cookie (Fetch standard, CORS protocol). For any
 * other origin there are no CORS headers, so the browser withholds the answer from the page.
 */
export function setCorsHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
  rules = graphqlCors,
): void {
  const { origin } = request.headers
  if (origin === undefined || allowed.length === 0) return
  response.setHeader('Vary', 'Origin')
  if (!allowed.includes(originOf(origin) ?? '')) return
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Allow-Credentials', 'true')
  if (rules.exposed) response.setHeader('Access-Control-Expose-Headers', rules.exposed)
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Methods', rules.methods)
  response.setHeader('Access-Control-Allow-Headers', rules.headers)
}
