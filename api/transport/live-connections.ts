import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Sessions } from '../auth/sessions.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { WindowActivity } from '../presence/activity.ts'
import type { Presence, PresentConnection } from '../presence/presence.ts'
import { closeCodes } from './close-codes.ts'

/** A socket or event stream of a signed-in viewer. */
export type LiveConnection = {
  /** Replaced when the session is renewed on the same connection, and when the agent's rights change. */
  viewer: Viewer
  /** When its socket became full, in milliseconds of the clock; null while it is not. */
  stalledSince(): number | null
  /** Resolves when every query and mutation that was asked on it has been answered. */
  answered(): Promise<void>
  close(code: number, reason: string): void
}

/** Every live connection of this process: none outlives its token or its session, and each counts as presence. */
export type LiveConnections = {
  /** Whether the viewer's agent may have one more. */
  hasRoom(viewer: Viewer): boolean
  /** Returns a function to call when the connection has closed; null when its agent has too many. */
  add(connection: LiveConnection): (() => void) | null
  /** What the window at its other end says of itself. */
  tell(connection: LiveConnection, activity: WindowActivity): void
  count(): number
  /**
   * Closes all with 1012, in batches spread over `window` milliseconds: clients reconnect elsewhere. Where a query or a
   * mutation is under way it is answered before, unless that takes until `deadline` resolves.
   */
  drain(window: number, deadline: Promise<unknown>): Promise<void>
  stop(): void
}

/** Between two sweeps, in milliseconds: the bound on how long a connection outlives its session. */
const sweepEvery = 1_000
/** Sessions that are asked for at once. */
const sweepBatch = 250
/** While draining: milliseconds between two batches, and the least size of a batch. */
const drainStep = 100
const drainBatch = 20

export function startLiveConnections(deps: {
  sessions: Sessions
  presence: Presence
  /** Milliseconds after which a connection whose socket stays full is closed. */
  slowReader: number
  socketsPerAgent: number
  now: () => Date
  logger: Logger
  isAway(error: unknown): boolean
}): LiveConnections {
  const { sessions, presence, now, logger } = deps
  /** With what counts as presence: null for services. */
  const live = new Map<LiveConnection, PresentConnection | null>()
  const perAgent = new Map<string, number>()

  const closeOverdue = () => {
    const at = now().getTime()
    for (const connection of live.keys()) {
      const stalledSince = connection.stalledSince()
      if (connection.viewer.expiresAt.getTime() <= at)
        connection.close(closeCodes.forbidden, 'The access token has expired')
      else if (stalledSince !== null && at - stalledSince >= deps.slowReader) {
        logger.info({ login: connection.viewer.login }, 'connections: closing a reader that takes nothing')
        connection.close(closeCodes.tooSlow, 'Too slow: reconnect later and resume')
      }
    }
  }

  const recheck = async (connections: readonly LiveConnection[]) => {
    const asked = connections.map(({ viewer }) => viewer)
    const answers = await sessions.recheck(asked)
    for (const [i, connection] of connections.entries()) {
      // It has closed, or was renewed meanwhile: the answer is about its last session.
      if (!live.has(connection) || connection.viewer !== asked[i]) continue
      const answer = answers[i]
      if (answer) connection.viewer = answer
      else connection.close(closeCodes.forbidden, 'The session was ended')
    }
  }

  /** In batches over the whole interval: the sessions of thousands in one answer would hold up everybody's messages. */
  const sweep = async () => {
    closeOverdue()
    const remaining = [...live.keys()]
    const pause = sweepEvery / Math.ceil(remaining.length / sweepBatch)
    while (remaining.length > 0) {
      recheck(remaining.splice(0, sweepBatch)).catch((error) => {
        if (!deps.isAway(error)) logger.warn({ error: String(error) }, 'connections: sweep failed, trying again')
      })
      if (remaining.length > 0) await sleep(pause)
    }
  }
  const timer = setInterval(sweep, sweepEvery)

  const hasRoom = ({ login }: Viewer) => (perAgent.get(login) ?? 0) < deps.socketsPerAgent

  return {
    hasRoom,
    add: (connection) => {
      const { login, role } = connection.viewer
      if (!hasRoom(connection.viewer)) return null
      perAgent.set(login, (perAgent.get(login) ?? 0) + 1)
      const present = role === 'SERVICE' ? null : presence.connected(login)
      live.set(connection, present)
      return () => {
        if (!live.delete(connection)) return
        const left = (perAgent.get(login) ?? 1) - 1
        if (left > 0) perAgent.set(login, left)
        else perAgent.delete(login)
        present?.leave()
      }
    },
    tell: (connection, activity) => live.get(connection)?.tell(activity),
    count: () => live.size,
    drain: async (window, deadline) => {
      const close = async (connection: LiveConnection) => {
        await Promise.race([connection.answered(), deadline])
        connection.close(closeCodes.draining, 'The server is restarting')
      }
      const closing: Promise<void>[] = []
      const batch = Math.max(drainBatch, Math.ceil((live.size * drainStep) / Math.max(window, drainStep)))
      const remaining = [...live.keys()]
      while (remaining.length > 0) {
        closing.push(...remaining.splice(0, batch).map(close))
        if (remaining.length > 0) await sleep(drainStep)
      }
      await Promise.all(closing)
    },
    stop: () => clearInterval(timer),
  }
}
