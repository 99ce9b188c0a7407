import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

export type Files = {
  /** The web app, its assets, and its own page for every address that is not a file. */
  app(request: IncomingMessage, response: ServerResponse): void
  graphiql(request: IncomingMessage, response: ServerResponse): void
}

/** Scripts and styles only from here; nothing may frame the pages. `blob:` is for GraphiQL's editor workers. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ')

/** Serves the built client of `directory`; without a build every page says so. */
export function serveFiles(directory: string): Files {
  if (!existsSync(join(directory, 'index.html'))) return { app: notBuilt, graphiql: notBuilt }
  const files = sirv(directory, {
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader('X-Content-Type-Options', 'nosniff')
      response.setHeader('Referrer-Policy', 'same-origin')
      response.setHeader('Content-Security-Policy', contentSecurityPolicy)
      // Built assets carry a digest in their name; pages must be asked for again.
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  const page = (path: string) => (request: IncomingMessage, response: ServerResponse) => {
    request.url = path
    files(request, response, () => notFound(response))
  }
  const index = page('/index.html')
  return {
    app: (request, response) => {
      files(request, response, () => {
        const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
        if (path.startsWith('/assets/') || /\.[a-z0-9]+$/i.test(path)) notFound(response)
        else index(request, response)
      })
    },
    graphiql: page('/graphiql/index.html'),
  }
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
}

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain' }).end('The web app is not built: run npm run build.\n')
}
