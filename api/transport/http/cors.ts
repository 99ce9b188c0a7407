import type { IncomingMessage, ServerResponse } from 'node:http'
import { originOf } from '../../lib/origin.ts'

/**
 * Lets pages of the allowed origins read the answers, the refresh cookie included (Fetch standard, CORS protocol). Pages
 * of any other origin are told nothing, so their browser keeps the answer from them.
 */
export function createCors(allowed: readonly string[]): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
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
}
