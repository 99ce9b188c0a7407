import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type DocumentNode, type GraphQLError, getOperationAST } from 'graphql'
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, handleProtocols, makeServer } from 'graphql-ws'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { SocketWriter } from '../../execution/fanout/socket-writer.ts'
import { NextMessageEncoder } from '../../execution/fanout/ws-frame.ts'
import { maxRequestBytes } from '../../execution/limits.ts'
import type { Operations } from '../../execution/operations.ts'
import { DomainError } from '../../lib/errors.ts'
import { closeCodes, closeReason } from '../close-codes.ts'
import { refuseConnection } from '../http-server.ts'
import type { TransportDeps } from '../transport-deps.ts'
import { tokenExpected, tokenOf } from './connection-token.ts'
import { createPendingSockets } from './pending-sockets.ts'
import { SocketConnection } from './socket-connection.ts'

export type WebSocketTransport = {
  /** For an HTTP upgrade to `/graphql`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

/** GraphQL over WebSocket by the graphql-transport-ws protocol. */
export function createWebSocketTransport(
  deps: TransportDeps & {
    mayComeFrom(request: IncomingMessage): boolean
    subscriptionsPerSocket: number
    /** Of one address, before they are acknowledged. */
    pendingSockets: number
    draining(): boolean
    logger: Logger
  },
): WebSocketTransport {
  const { schema, operations, mask, sessions, connections, pings, admission } = deps
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxRequestBytes,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  })
  sockets.on('wsClientError', (error, socket) => refuseConnection(socket, 400, `${error.message}.`))
  const pendingSockets = createPendingSockets(deps.pendingSockets)

  const protocol = makeServer<Record<string, unknown>, SocketConnection>({
    onConnect: async (context) => {
      const { connectionParams, extra: connection } = context
      // Otherwise graphql-ws keeps the token in memory as long as the socket lives.
      Object.assign(context, { connectionParams: undefined })
      await admission.pass()
      const token = tokenOf(connectionParams)
      const asking = token === null ? noToken : await sessions.identify(token)
      if (connection.socket.readyState !== connection.socket.OPEN) return false
      // Closed here, since graphql-ws would give no reason.
      if (asking instanceof DomainError) connection.close(closeCodes.forbidden, closeReason(asking.message))
      else {
        connection.viewer = asking
        connection.leave = connections.add(connection)
        if (connection.leave) {
          connection.acknowledged()
          return true
        }
        connection.close(closeCodes.tooSlow, 'Too many connections of this agent')
      }
      return false
    },
    onSubscribe: ({ extra: connection }, id, payload) => {
      const { query, operationName, variables: variableValues } = payload
      if (connection.operations > deps.subscriptionsPerSocket) return [mask(tooMany(deps.subscriptionsPerSocket))]
      const document = parseOr(operations, query)
      if (!('kind' in document)) return document
      // graphql-ws keeps the query as long as it runs: equal ones share one string.
      Object.assign(payload, { query: document.loc?.source.body ?? query })
      const errors = operations.validate(document)
      if (errors.length > 0) return errors
      if (getOperationAST(document, operationName)?.operation === 'subscription') connection.markSubscription(id)
      const contextValue = deps.contextFactory.of(connection)
      const sink = { writer: connection.writer, encoder: new NextMessageEncoder(id) }
      // Some clients send an empty operation name for none.
      const named = { operationName: operationName || undefined }
      return { schema, document, ...named, variableValues, contextValue, sink }
    },
    execute: operations.execute,
    subscribe: operations.subscribe,
    onError: (_ctx, _id, _payload, errors) => errors.map((error) => mask(error).toJSON()),
  })

  const failed = (error: Error) => deps.logger.debug({ error: error.message }, 'websocket: socket failed')
  const open = (socket: WebSocket, connection: SocketConnection) => {
    pings.add(connection)
    socket.on('error', failed)
    socket.on('pong', () => {
      connection.answeredPing = true
    })
    socket.on('message', (data) => connection.receive(String(data)))
    const closed = protocol.opened(connection, connection)
    socket.on('close', (code, reason) => {
      pings.remove(connection)
      connection.acknowledged()
      connection.leave?.()
      closed(code, String(reason)).catch((error) =>
        deps.logger.warn({ error: String(error) }, 'websocket: closing failed'),
      )
    })
  }

  return {
    upgrade: async (request, socket, head) => {
      await admission.pass()
      if (socket.destroyed) return
      if (deps.draining()) return refuseConnection(socket, 503, 'The server is restarting.', 'UNAVAILABLE')
      if (!deps.mayComeFrom(request))
        return refuseConnection(socket, 403, 'Pages of this Origin may not open a socket.', 'FORBIDDEN')
      const offered = request.headers['sec-websocket-protocol'] ?? ''
      if (!offered.split(',').some((name) => name.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
        // Browsers hide the HTTP status of a failed upgrade, but not the protocol's close code.
        return sockets.handleUpgrade(request, socket, head, (ws) =>
          ws.close(closeCodes.subprotocolNotAcceptable, 'Subprotocol not acceptable'),
        )
      }
      const { ip } = deps.site.readSent(request)
      const acknowledged = pendingSockets.add(ip)
      if (!acknowledged) return refuseConnection(socket, 429, 'Too many sockets of this address.', 'RATE_LIMITED')
      socket.once('close', acknowledged)
      sockets.handleUpgrade(request, socket, head, (ws) =>
        open(ws, new SocketConnection(ws, new SocketWriter(socket as Socket), { ip, acknowledged, ...deps })),
      )
    },
    close: async () => {
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

const noToken = new DomainError('UNAUTHENTICATED', tokenExpected)

function tooMany(limit: number): DomainError {
  return new DomainError('TOO_MANY_SUBSCRIPTIONS', `At most ${limit} operations may run on one connection.`)
}
