import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Bytes of all headers of a request: room for tokens with many claims. */
const maxHeaderSize = 32_768
/** Milliseconds that a client has for the head of a request, from its connection on, and for the whole of it. */
const headersTimeout = 10_000
const requestTimeout = 20_000
/** Milliseconds in which a client must take some of an answer: one that takes nothing is cut. */
const idleTimeout = 60_000
/** Milliseconds between two looks at who is late. */
const connectionsCheckingInterval = 1_000

/** What Node refuses before there is a request, by the code of its error. */
const refusals: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    `The headers of a request may have at most ${maxHeaderSize} bytes. Is the access token too long?`,
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of the chunks are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
}

/**
 * Node's HTTP server with what holds for every connection: silent and slow ones are closed, whatever is refused is
 * answered with an error that says why, and no browser may guess at the type of an answer.
 */
export function createHttpServer(
  handlers: {
    request(request: IncomingMessage, response: ServerResponse): void
    /** An HTTP upgrade to a WebSocket. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  },
  { timeout = idleTimeout } = {},
): Server {
  const options = {
    // Node's own refusal has no headers and no reason.
    requireHostHeader: false,
    maxHeaderSize,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval,
    // Some clients offer HTTP/2 (h2c) with every request, and want to be answered by HTTP/1.1 where there is none.
    shouldUpgradeCallback: (request: IncomingMessage) => /^websocket$/i.test(request.headers.upgrade ?? ''),
  }
  const latest = new WeakMap<Duplex, ServerResponse>()
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, response)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    const { host, expect = '100-continue' } = request.headers
    if (host === undefined && request.httpVersion === '1.1') refuse(response, 400, 'A request must name its host.')
    else if (!/^100-continue$/i.test(expect)) refuse(response, 417, 'This expectation cannot be met.')
    else handlers.request(request, response)
  }
  const server = createServer(options, answer)
  server.on('checkExpectation', answer)
  // Without a listener for it, a socket on which nothing moves for so long is destroyed.
  server.timeout = timeout
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    handlers.upgrade(request, socket, head)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket)
    // A second answer within one that has begun would be taken for a part of it.
    if (error.code === 'ECONNRESET' || !socket.writable || (response?.headersSent && !response.writableEnded))
      return void socket.destroy()
    refuseConnection(socket, ...(refusals[error.code ?? ''] ?? [400, 'This is no HTTP request.']))
  })
  return server
}

const bodyOf = (message: string, code: string) => JSON.stringify({ errors: [{ message, extensions: { code } }] })

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { connection: 'close', 'content-type': 'application/json; charset=utf-8' })
  response.end(bodyOf(message, 'BAD_REQUEST'))
}

/** Answers on a socket that has no response object, and closes it. */
export function refuseConnection(socket: Duplex, status: number, message: string, code = 'BAD_REQUEST'): void {
  const body = bodyOf(message, code)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.once('finish', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
