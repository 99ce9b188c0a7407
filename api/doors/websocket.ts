import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql'
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer } from 'graphql-ws'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import { DomainError } from '../errors.ts'
import { frame, toBytes } from '../fanout/frame.ts'
import { Outlet } from '../fanout/outlet.ts'
import type { Context } from '../graphql/context.ts'
import { type Mask, maxRequestBytes } from '../graphql/guard.ts'
import type { Operations } from '../graphql/operation.ts'
import { type Connections, closeCodes, type LiveConnection } from './connections.ts'
import { oneLifePerId } from './one-life-per-id.ts'

/** Seconds between two pings of a socket; one that answers none in between is gone. */
const pingEvery = 12
/** Milliseconds that a stalled socket has to take its close frame. */
const closingTime = 5_000

type Extra = {
  request: IncomingMessage
  live: LiveConnection | null
  leave: () => void
  socket: WebSocket
  outlet: Outlet
  answeredPing: boolean
}

export type WebSocketDoor = {
  /** For an HTTP upgrade to `/graphql`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

/** GraphQL over WebSocket by the graphql-transport-ws protocol. */
export function createWebSocketDoor(deps: {
  schema: GraphQLSchema
  operations: Operations
  mask: Mask
  sessions: Sessions
  connections: Connections
  createContext(viewer: () => Viewer, request: IncomingMessage, renew: (token: string) => Promise<Viewer>): Context
  mayComeFrom(request: IncomingMessage): boolean
  subscriptionsPerSocket: number
  draining(): boolean
  logger: Logger
}): WebSocketDoor {
  const { schema, operations, mask, sessions, connections } = deps
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxRequestBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  })

  const renew = async (live: LiveConnection, token: string): Promise<Viewer> => {
    const viewer = await sessions.authenticate(token)
    if (viewer.login !== live.viewer.login) throw new DomainError('FORBIDDEN', 'The access token is of another agent.')
    live.viewer = viewer
    return viewer
  }

  const protocol = makeServer<Record<string, unknown>, Extra>({
    onConnect: async ({ connectionParams, extra }) => {
      const viewer = await sessions.authenticate(bearerOf(connectionParams)).catch((error) => {
        if (error instanceof DomainError) return null
        throw error
      })
      if (!viewer) return false
      if (extra.socket.readyState !== extra.socket.OPEN) return false
      const live: LiveConnection = {
        viewer,
        stalledSince: () => extra.outlet.fullSince,
        close: (code, reason) => close(extra, code, reason),
      }
      const leave = connections.add(live)
      if (!leave) {
        close(extra, closeCodes.tooSlow, 'Too many connections of this agent')
        return false
      }
      extra.live = live
      extra.leave = leave
      return true
    },
    onSubscribe: ({ extra, subscriptions }, id, { query, operationName, variables }) => {
      const { live } = extra
      if (!live) return [new GraphQLError('Not connected')]
      if (Object.keys(subscriptions).length > deps.subscriptionsPerSocket)
        return [mask(tooMany(deps.subscriptionsPerSocket))]
      const document = parseOr(operations, query)
      if (!('kind' in document)) return document
      const errors = operations.validate(document)
      if (errors.length > 0) return errors
      const contextValue = deps.createContext(
        () => live.viewer,
        extra.request,
        (token) => renew(live, token),
      )
      const delivery = { outlet: extra.outlet, id }
      return { schema, document, operationName, variableValues: variables, contextValue, delivery }
    },
    execute: operations.execute,
    subscribe: operations.subscribe,
    onError: (_ctx, _id, _payload, errors) => errors.map((error) => mask(error).toJSON()),
  })

  const opened = new Set<Extra>()
  const open = (socket: WebSocket, request: IncomingMessage, outlet: Outlet) => {
    const extra: Extra = { request, live: null, leave: () => {}, socket, outlet, answeredPing: true }
    opened.add(extra)
    socket.on('pong', () => {
      extra.answeredPing = true
    })
    socket.on('error', (error) => deps.logger.debug({ error: error.message }, 'websocket: socket failed'))
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, outlet, text),
        close: (code = 1000, reason = '') => close(extra, code, reason),
        onMessage: (handle) => {
          const inTurn = oneLifePerId(handle)
          socket.on('message', (data) => {
            inTurn(String(data)).catch((error) => close(extra, ...closingFor(error, mask)))
          })
        },
      },
      extra,
    )
    // The socket's own event: it comes at once, also while an operation is waiting.
    socket.once('close', (code, reason) => {
      opened.delete(extra)
      extra.leave()
      closed(code, String(reason)).catch((error) =>
        deps.logger.warn({ error: String(error) }, 'websocket: closing failed'),
      )
    })
  }

  const stopPinging = pingInTurns(opened)

  return {
    upgrade: (request, socket, head) => {
      if (deps.draining()) return refuse(socket, '503 Service Unavailable')
      if (!deps.mayComeFrom(request)) return refuse(socket, '403 Forbidden')
      const offered = request.headers['sec-websocket-protocol'] ?? ''
      if (!offered.split(',').some((name) => name.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
        // Browsers show no HTTP status of a failed upgrade: the protocol's own close code does say what was wrong.
        return sockets.handleUpgrade(request, socket, head, (ws) => ws.close(4406, 'Subprotocol not acceptable'))
      }
      sockets.handleUpgrade(request, socket, head, (ws) => open(ws, request, new Outlet(socket as Socket)))
    },
    close: async () => {
      stopPinging()
      for (const socket of sockets.clients) socket.terminate()
      await new Promise((resolve) => sockets.close(resolve))
    },
  }
}

function parseOr(operations: Operations, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    return operations.parse(query)
  } catch (error) {
    return [error as GraphQLError]
  }
}

function bearerOf(params: Readonly<Record<string, unknown>> | undefined): string {
  const given = params?.authorization ?? params?.Authorization
  return typeof given === 'string' ? given.replace(/^Bearer\s+/i, '') : ''
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/**
 * Resolves when there is room for more: a reader that does not drain slows its own operations, nobody else's. Nothing
 * is read from it meanwhile either: who asks must also listen.
 */
async function send(socket: WebSocket, outlet: Outlet, text: string): Promise<void> {
  outlet.push(frame(toBytes(text)))
  if (!outlet.full) return
  socket.pause()
  await new Promise<void>((drained) => outlet.onDrained(drained))
  socket.resume()
}

/** What was said before the end is heard before the end. */
function close({ socket, outlet }: Extra, code: number, reason: string): void {
  outlet.flush()
  socket.close(code, reason)
  if (outlet.full) setTimeout(() => socket.terminate(), closingTime).unref()
}

/**
 * Ends sockets whose other side has vanished without a word: one hand for all, each second a part of them. A socket
 * that takes nothing could not answer; how long it may do so is judged elsewhere.
 */
function pingInTurns(opened: Set<Extra>): () => void {
  let turn = 0
  const timer = setInterval(() => {
    turn = (turn + 1) % pingEvery
    let place = 0
    for (const extra of opened) {
      if (place++ % pingEvery !== turn || extra.outlet.full) continue
      if (!extra.answeredPing) {
        extra.socket.terminate()
        continue
      }
      extra.answeredPing = false
      extra.outlet.flush()
      if (extra.socket.readyState === extra.socket.OPEN) extra.socket.ping()
    }
  }, 1_000)
  return () => clearInterval(timer)
}

function tooMany(limit: number): DomainError {
  return new DomainError('TOO_MANY_SUBSCRIPTIONS', `At most ${limit} operations may run on one connection.`)
}

/** graphql-ws throws for a message that only servers send, and passes on what our hooks throw. */
function closingFor(error: unknown, mask: Mask): [code: number, reason: string] {
  if (error instanceof Error && error.message.startsWith('Unexpected message'))
    return [4400, 'Invalid message received']
  return mask(error).extensions.code === 'UNAVAILABLE'
    ? [closeCodes.tryAgainLater, 'Try again later']
    : [4500, 'Internal server error']
}
