import type { Logger } from 'pino'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Presence } from '../chat/presence.ts'

/** What a client is told when its connection ends. graphql-ws names the codes below 4410; the others are ours. */
export const closeCodes = { draining: 1012, forbidden: 4403, tooSlow: 4290 } as const

/** A socket or event stream of a signed-in viewer. */
export type LiveConnection = {
  /** Replaced when the session is renewed on the same connection. */
  viewer: Viewer
  close(code: number, reason: string): void
}

/** Every live connection of this process: none outlives its token or its session, and each counts as presence. */
export type Connections = {
  /** Returns what to call when the connection has ended, however it ended. */
  add(connection: LiveConnection): () => void
  count(): number
  /** Tells everybody to reconnect elsewhere. */
  drain(): void
  stop(): void
}

/** Between two sweeps, in milliseconds: the bound on how long an ended session still hears anything. */
const sweepEvery = 1_000

export function startConnections(deps: {
  sessions: Sessions
  presence: Presence
  now: () => Date
  logger: Logger
}): Connections {
  const { sessions, presence, now, logger } = deps
  const live = new Set<LiveConnection>()

  const sweep = async () => {
    const at = now()
    for (const connection of live) {
      if (connection.viewer.expiresAt <= at) connection.close(closeCodes.forbidden, 'The access token has expired')
    }
    const ids = [...new Set([...live].map((connection) => connection.viewer.sessionId))]
    if (ids.length === 0) return
    const revoked = await sessions.revoked(ids)
    if (revoked.size === 0) return
    for (const connection of live) {
      if (revoked.has(connection.viewer.sessionId)) connection.close(closeCodes.forbidden, 'The session was ended')
    }
  }
  const timer = setInterval(() => {
    sweep().catch((error) => logger.warn({ error: String(error) }, 'connections: sweep failed, trying again'))
  }, sweepEvery)

  return {
    add: (connection) => {
      live.add(connection)
      const leave = connection.viewer.role === 'SERVICE' ? () => {} : presence.connected(connection.viewer.login)
      return () => {
        live.delete(connection)
        leave()
      }
    },
    count: () => live.size,
    drain: () => {
      for (const connection of live) connection.close(closeCodes.draining, 'The server is restarting')
    },
    stop: () => clearInterval(timer),
  }
}
