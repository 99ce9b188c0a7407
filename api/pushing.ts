import type { Logger } from 'pino'
import type { Agents } from './auth/agents.ts'
import type { Sessions } from './auth/sessions.ts'
import { callings, settledAmong } from './chat/call-store.ts'
import type { RoomActivity } from './chat/room-activity.ts'
import type { Db } from './db/db.ts'
import type { AgentPreferences } from './preferences/service.ts'
import { startPushRelay } from './push/push-relay.ts'
import { createPushes, type Pushes } from './push/service.ts'
import { pushKeys, type TargetRow } from './push/store.ts'
import { createPushSender, makePushKeys, type Reach } from './push/web-push.ts'

export type Pushing = { pushes: Pushes; stop(): Promise<void> }

/** Web Push: what browsers subscribe to, and the relay that pushes to them what happens in rooms. */
export async function startPushing(deps: {
  db: Db
  agents: Agents
  sessions: Sessions
  preferences: AgentPreferences
  /** Whether an agent has a window of the app in sight, anywhere. */
  isInSight(login: string): boolean
  activity: RoomActivity
  /** Seconds that a session lasts: a browser that did not subscribe again for so long belongs to none. */
  sessionLifetime: number
  contact: string
  now: () => Date
  logger: Logger
  /** Only for tests, whose push service is on this machine. */
  reach?: Reach
  settle?: number
}): Promise<Pushing> {
  const { db, agents, sessions, preferences, isInSight, activity, now } = deps
  const keys = await db.transaction((tx) => pushKeys(tx, makePushKeys))

  const liveAmong = async (targets: readonly TargetRow[]): Promise<TargetRow[]> => {
    const oldest = now().getTime() - deps.sessionLifetime * 1_000
    const viewers = targets.map(({ login, sessionId }) => ({
      login,
      sessionId,
      role: 'AGENT' as const,
      roleBy: 'directory' as const,
      expiresAt: now(),
    }))
    const asOfNow = await sessions.recheck(viewers)
    return targets.filter(({ subscribedAt }, i) => asOfNow[i] != null && subscribedAt.getTime() > oldest)
  }
  const relay = startPushRelay({
    db,
    sender: createPushSender(keys, deps.contact, deps.reach),
    calls: async (logins, rooms) =>
      (await callings(db.sql, logins, rooms)).map(({ roomKind, roomName, ...call }) => ({
        ...call,
        roomName: roomKind === 'DIRECT' ? null : roomName,
      })),
    settledAmong: (places) => settledAmong(db.sql, places),
    isInSight,
    uncalledAmong: preferences.uncalledAmong,
    soundAmong: preferences.soundAmong,
    liveAmong,
    namesOf: async (logins) => {
      const found = await agents.byLogins(logins)
      return new Map(found.flatMap((agent) => (agent ? [[agent.login, agent.name] as const] : [])))
    },
    log: deps.logger,
    ...(deps.settle === undefined ? {} : { settle: deps.settle, rest: 0 }),
  })
  activity.watch((roomId) => (roomId === null ? relay.changedAnywhere() : relay.changed(roomId)))
  return { pushes: createPushes({ db, keys, now }), stop: relay.stop }
}
