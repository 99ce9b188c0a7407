import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Limits } from '../config.ts'
import { createAdmissionControl } from '../execution/admission-control.ts'
import { createMask } from '../execution/error-masking.ts'
import { createOperations } from '../execution/operations.ts'
import { StartError } from '../lib/start-error.ts'
import { createOpsHandler } from '../ops/health.ts'
import type { HealthChecks } from '../ops/health-checks.ts'
import type { Peers } from '../ops/metrics.ts'
import { serveFiles } from '../ops/static-files.ts'
import { createContextFactory } from '../schema/context-factory.ts'
import type { Services } from '../schema/services.ts'
import { createOriginCheck } from './http/origins.ts'
import { createHttpHandler } from './http/yoga.ts'
import { startLiveConnections } from './live-connections.ts'
import { startPings } from './pings.ts'
import { createWebSocketTransport } from './ws/websocket.ts'

export type Server = {
  /** `http://host:port`, with the port it really got. */
  url: string
  close(): Promise<void>
}

/** Milliseconds that requests in flight and closing sockets have to finish when the server closes. */
const requestDeadline = 3_000

/** One HTTP server for everything: GraphQL by HTTP, event stream and WebSocket, the web app, and what operators ask. */
export async function startServer(deps: {
  schema: GraphQLSchema
  services: Services
  healthChecks: Omit<HealthChecks, 'connections' | 'draining'>
  /** Whether a failure says that the database is away, which is logged elsewhere. */
  isAway(error: unknown): boolean
  peers: Peers | null
  host: string
  port: number
  allowedOrigins: string[]
  clientDirectory: string
  limits: Limits
  /** Milliseconds over which clients are told to reconnect when it closes. */
  drainWindow: number
  now: () => Date
  logger: Logger
}): Promise<Server> {
  const { schema, services, logger, now, isAway } = deps
  const mask = createMask(logger, isAway)
  const contextFactory = createContextFactory(services)
  const admission = createAdmissionControl()
  const operations = createOperations(schema, mask, contextFactory, admission)
  const { sessions, presence } = services
  const { socketsPerAgent, subscriptionsPerSocket } = deps.limits
  const slowReader = deps.limits.slowReader * 1_000
  const connections = startLiveConnections({ sessions, presence, slowReader, socketsPerAgent, now, logger, isAway })
  const mayComeFrom = createOriginCheck(deps.allowedOrigins)
  const pings = startPings()
  const doors = { schema, operations, contextFactory, mask, sessions, connections, pings, admission, logger }
  let draining = false

  const http = createHttpHandler({ ...doors, allowedOrigins: deps.allowedOrigins })
  const webSocket = createWebSocketTransport({
    ...doors,
    mayComeFrom,
    subscriptionsPerSocket,
    draining: () => draining,
  })
  const healthChecks = { ...deps.healthChecks, connections: connections.count, draining: () => draining }
  const operator = createOpsHandler(healthChecks, deps.peers)
  const files = serveFiles(deps.clientDirectory)

  const server = createServer((request, response) => {
    const address = addressOf(request)
    if (!address) return void response.writeHead(400).end()
    const { pathname, searchParams } = address
    if (operator(request, response, pathname)) return
    if (pathname !== '/graphql') return files.app(request, response)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const wantsPage = isRead && request.headers.accept?.includes('text/html')
    if (wantsPage && !searchParams.has('query')) return files.graphiql(request, response)
    http(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (addressOf(request)?.pathname === '/graphql') webSocket.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  await listen(server, deps.host, deps.port)
  const { port } = server.address() as AddressInfo

  return {
    url: `http://${deps.host.includes(':') ? `[${deps.host}]` : deps.host}:${port}`,
    close: async () => {
      draining = true
      // Requests are answered until the last connection was told: whoever balances the load has time to notice.
      await connections.drain(deps.drainWindow)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await withDeadline(closed, requestDeadline)
      connections.stop()
      pings.stop()
      await webSocket.close()
      server.closeAllConnections()
    },
  }
}

/** Null for what is no address: anything may be asked of an open port. */
function addressOf(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '/', 'http://local')
}

function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new StartError(`PORT ${port} on ${host} is taken: stop what uses it or set PORT to another one.`))
      else if (error.code === 'EACCES')
        reject(new StartError(`PORT ${port} needs more rights: set PORT to one above 1023.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new StartError(`HOST ${host} is not an address of this machine: set HOST to one that is.`))
      else reject(error)
    })
    server.listen(port, host, resolve)
  })
}

function withDeadline(work: Promise<unknown>, ms: number): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms).unref())])
}
