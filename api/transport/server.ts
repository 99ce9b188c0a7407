import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
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
import { addressBelow } from './base-path.ts'
import { createReadSent } from './forwarded.ts'
import { createFileHandler, isOfFiles } from './http/file-requests.ts'
import { servePublicDocument } from './http/public-document.ts'
import { createStatementHandler, isOfStatements } from './http/statement-requests.ts'
import { createHttpHandler } from './http/yoga.ts'
import { createHttpServer, refuseConnection } from './http-server.ts'
import { startLiveConnections } from './live-connections.ts'
import { createOriginCheck } from './origins.ts'
import { startPings } from './pings.ts'
import { createWebSocketTransport } from './ws/websocket.ts'

export type Server = {
  /** `http://host:port`, with the port it really got. */
  url: string
  close(): Promise<void>
}

/** Milliseconds that operations under way and requests in flight have at least when the server closes. */
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
  allowedOrigins: readonly string[]
  trustedProxies: readonly string[]
  /** Where browsers find the application; with a slash at both ends. */
  basePath: string
  clientDirectory: string
  /** The AsyncAPI document, as JSON text. */
  asyncApi: string
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
  const { socketsPerAgent, subscriptionsPerSocket, pendingSockets } = deps.limits
  const slowReader = deps.limits.slowReader * 1_000
  const connections = startLiveConnections({ sessions, presence, slowReader, socketsPerAgent, now, logger, isAway })
  const { basePath, allowedOrigins } = deps
  const readSent = createReadSent(deps.trustedProxies)
  const site = { readSent, graphqlPath: `${basePath}graphql`, filesPath: `${basePath}files` }
  const mayComeFrom = createOriginCheck(allowedOrigins, readSent)
  const pings = startPings()
  const shared = { schema, operations, contextFactory, mask, sessions, connections, pings, admission, site, logger }
  let draining = false

  const http = createHttpHandler({ ...shared, allowedOrigins })
  const files = createFileHandler({
    ...shared,
    files: services.files,
    pictures: services.pictures,
    policyDocuments: services.policyDocuments,
    allowedOrigins,
    filesPath: site.filesPath,
  })
  const bankStatements = createStatementHandler({
    ...shared,
    statements: services.statements,
    allowedOrigins,
    statementsPath: `${basePath}bank-statements`,
  })
  const webSocket = createWebSocketTransport({
    ...shared,
    mayComeFrom,
    subscriptionsPerSocket,
    pendingSockets,
    draining: () => draining,
  })
  const healthChecks = { ...deps.healthChecks, connections: connections.count, draining: () => draining }
  const ops = createOpsHandler(healthChecks, deps.peers)
  const pages = serveFiles(deps.clientDirectory, basePath)
  const asyncApi = servePublicDocument(deps.asyncApi)

  const isGraphql = (path: string) => path === '/graphql' || path === '/graphql/'
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const address = addressBelow(basePath, request.url ?? '/')
    if (address === null) return void response.writeHead(400).end()
    if (address === 'redirect') return void response.writeHead(308, { location: basePath }).end()
    const { path, search } = address
    request.url = path + search
    if (ops(request, response, path)) return
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    const wantsPage = isReading && request.headers.accept?.includes('text/html')
    if (isOfFiles(path)) files(request, response, address)
    else if (isOfStatements(path)) bankStatements(request, response, path)
    else if (path === '/asyncapi.json') asyncApi(request, response)
    else if (!isGraphql(path)) pages.app(request, response)
    else if (wantsPage && !new URLSearchParams(search).has('query')) pages.graphiql(request, response)
    else http(request, response)
  }
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = addressBelow(basePath, request.url ?? '/')
    if (address && address !== 'redirect' && isGraphql(address.path)) webSocket.upgrade(request, socket, head)
    else refuseConnection(socket, 404, 'There is no WebSocket at this address.')
  }
  const server = createHttpServer({ request: answer, upgrade })
  await listen(server, deps.host, deps.port)
  const { port } = server.address() as AddressInfo

  return {
    url: `http://${deps.host.includes(':') ? `[${deps.host}]` : deps.host}:${port}`,
    close: async () => {
      draining = true
      // A connection that has got its answer is not waited for: it would be kept for another request.
      server.keepAliveTimeout = 1
      const windowIsOver = pause(Math.max(deps.drainWindow, requestDeadline))
      // Requests are answered until the last connection was closed, so that load balancers have time to see `/readyz`.
      await connections.drain(deps.drainWindow, windowIsOver)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      await Promise.race([closed, Promise.all([windowIsOver, pause(requestDeadline)])])
      connections.stop()
      pings.stop()
      await webSocket.close()
      server.closeAllConnections()
    },
  }
}

function listen(server: HttpServer, host: string, port: number): Promise<void> {
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

/** Keeps no process alive. */
function pause(ms: number): Promise<void> {
  return sleep(ms, undefined, { ref: false })
}
