import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Encoding, preferredEncoding } from './encodings.ts'

/** Answers with a page, in the encoding that the request prefers, and with the status that the response has. */
export type Page = (request: IncomingMessage, response: ServerResponse) => void

/** Scripts and styles only from here; nothing may frame the pages. `blob:` is for GraphiQL's editor workers, and for
 * images that are about to be uploaded. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ')

/** How the sources of a page say where the application lives; all its addresses are relative to that. */
const base = '<base href="/" />'

/**
 * The pages (`*.html`) of `directory` by name, with `basePath` written into them. They are read and compressed once:
 * they are small, and a page on disk does not know where it will be served.
 */
export function loadPages(directory: string, basePath: string): ReadonlyMap<string, Page> {
  const names = readdirSync(directory).filter((name) => name.endsWith('.html'))
  return new Map(
    names.map((name) => {
      const html = readFileSync(join(directory, name), 'utf8').replace(base, `<base href="${basePath}" />`)
      return [name, createPage(Buffer.from(html))]
    }),
  )
}

function createPage(html: Buffer): Page {
  const bodies: Record<Encoding, Buffer> = { br: brotliCompressSync(html), gzip: gzipSync(html), identity: html }
  const digest = createHash('sha256').update(html).digest('base64url').slice(0, 22)
  return (request, response) => {
    const encoding = preferredEncoding(request.headers['accept-encoding'])
    const body = bodies[encoding]
    const etag = `"${digest}-${encoding}"`
    response.setHeader('ETag', etag)
    response.setHeader('Vary', 'Accept-Encoding')
    response.setHeader('Cache-Control', 'no-cache')
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'same-origin')
    response.setHeader('Content-Security-Policy', contentSecurityPolicy)
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.setHeader('Content-Length', body.length)
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
    response.writeHead(response.statusCode).end(request.method === 'HEAD' ? undefined : body)
  }
}
