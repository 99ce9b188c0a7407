import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Serves a JSON document that anybody may read, from any web page, and that is the same as long as the process lives. */
export function servePublicDocument(text: string): (request: IncomingMessage, response: ServerResponse) => void {
  const body = Buffer.from(text)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { Allow: 'GET, HEAD' }).end()
    response.setHeader('ETag', etag)
    response.setHeader('Cache-Control', 'no-cache')
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}
