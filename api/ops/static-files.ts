import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { preferredEncoding } from './encodings.ts'
import { loadPages, type Page } from './pages.ts'

export type Files = {
  /**
   * The web app's page at the addresses of its screens, and its files. Anything else is 404: with that page, which says
   * so, for a browser that wants a page.
   */
  app(request: IncomingMessage, response: ServerResponse): void
  graphiql(request: IncomingMessage, response: ServerResponse): void
}

/**
 * Serves the built client of `directory` to requests whose address is relative to `basePath`, the path (`/` or
 * `/…/`) at which browsers find it. Files are sent as the build has compressed them. Without a build every page says so.
 */
export function serveFiles(directory: string, basePath = '/'): Files {
  if (!existsSync(join(directory, 'index.html'))) return { app: notBuilt, graphiql: notBuilt }
  const pages = loadPages(directory, basePath)
  const page = (name: string) => pages.get(name) ?? notFound
  const files = sirv(directory, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders: (response, path) => {
      response.setHeader('X-Content-Type-Options', 'nosniff')
      // Built assets carry a digest in their name; others must be asked for again.
      const isAsset = path.startsWith('/assets/')
      response.setHeader('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return {
    app: forReading((request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
      const own = pages.get(path.slice(1))
      if (own) return own(request, response)
      if (screens.test(path) && acceptsPage(request)) return page('index.html')(request, response)
      if (wantsPage(request) && !isOther(path)) {
        response.statusCode = 404
        return page('index.html')(request, response)
      }
      // sirv looks for the names of encodings anywhere in the header, also where they are refused.
      request.headers['accept-encoding'] = preferredEncoding(request.headers['accept-encoding'])
      // Of a range that ends before it begins sirv makes an exception. Whole files are small enough.
      request.headers.range = undefined
      // sirv does not listen: a file that has gone, since the client was built anew, would end this process.
      response.once('pipe', (file) => file.once('error', () => response.destroy()))
      files(request, response, () => notFound(request, response))
    }),
    graphiql: forReading(page('graphiql.html')),
  }
}

/** The addresses of `client/routes.tsx`. */
export const screens =
  /^\/(home|chat(\/[^/]+){0,2}|sell|sell\/[^/]+(\/offers\/[^/]+)?|offers\/[^/]+|policies|policies\/[^/]+|notifications|sales(\/(policies|commissions))?|search|preferences|profile|admin(\/(rooms|announcements|bank-statements|audit))?)?\/?$/

const acceptsPage = ({ headers: { accept = '*/*' } }: IncomingMessage): boolean =>
  /text\/(html|\*)|\*\/\*/i.test(accept)

/** A browser names the type when it opens a page; scripts and probes accept anything. */
const wantsPage = ({ headers: { accept = '' } }: IncomingMessage): boolean => /text\/html/i.test(accept)

/** Below an address that is no page, or named as a file. */
const isOther = (path: string): boolean =>
  /^\/(\/|(assets|bank-statements|graphql|healthz|readyz|metrics)(\/|$))|\.[a-z0-9]+$/i.test(path)

const forReading =
  (serve: Page): Page =>
  (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return serve(request, response)
    response.writeHead(405, { allow: 'GET, HEAD', 'content-type': 'text/plain' }).end('Method not allowed\n')
  }

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
}

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain' }).end('The web app is not built: run npm run build.\n')
}
