import { type Channel, isObject, isTexts } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { type PresenceChange, type PresenceListener, presenceChanges } from './presence-changes.ts'

/**
 * Which agents are online, over all processes. Nothing is stored: each process announces its agents every few seconds and
 * at every change. The announcement of a process that falls silent expires after the grace, and the next announcement
 * makes up for one that was lost.
 */
export type Presence = {
  /** Counts a live connection of an agent; the returned function takes it back, once. */
  connected(login: string): () => void
  isOnline(login: string): boolean
  /** The logins of those who are online now. */
  online(): ReadonlySet<string>
  /** Something of an agent has changed that is shown with their presence: tells the readers of changes, on all processes. */
  changed(login: string): void
  /** Changes from now on, see {@link presenceChanges}. */
  changes(): AsyncIterableIterator<PresenceChange>
  stop(): void
}

/** Between two announcements of a process, in milliseconds. */
const announceEvery = 5_000
/** How long an agent stays online after the last connection, in milliseconds: a reload is no change. */
export const grace = 15_000

/** The agents connected to a process. `hello` asks the other processes to announce theirs. */
type Announcement = { process: string; logins: string[]; hello: boolean }

const announcements: Channel<Announcement> = {
  name: 'presence',
  version: 1,
  parse: (received) => {
    if (!isObject(received)) return null
    const { process, logins, hello } = received
    if (typeof process !== 'string' || !isTexts(logins) || typeof hello !== 'boolean') return null
    return { process, logins, hello }
  },
}

/** The login of an agent of whom something has changed. */
const profiles: Channel<string> = {
  name: 'presence:profiles',
  version: 1,
  parse: (received) => (typeof received === 'string' ? received : null),
}

export async function startPresence(deps: {
  pubSub: PubSub
  /** Names this process among all. */
  processId: string
  now: () => Date
  /** Something of an agent has changed, here or at another process. */
  onChanged?(login: string): void
  /** The last connection of an agent to this process has closed. */
  onLeft?(login: string): void
}): Promise<Presence> {
  const { pubSub, processId } = deps
  /** By login. Also agents without a connection, here or elsewhere, until their grace is over. */
  const local = new Map<string, { connections: number; leftAt: number }>()
  /** The last announcement of each other process. */
  const remote = new Map<string, { logins: string[]; receivedAt: number }>()
  const listeners = new Set<PresenceListener>()
  let online = new Set<string>()

  const announce = (hello = false) => {
    const logins = [...local].filter(([, agent]) => agent.connections > 0).map(([login]) => login)
    pubSub.publish(announcements, { process: processId, logins, hello })
  }

  const recount = () => {
    const oldest = deps.now().getTime() - grace
    for (const [login, agent] of local) if (agent.connections === 0 && agent.leftAt <= oldest) local.delete(login)
    // While pub/sub is away, no announcement arrives from processes that are well.
    if (pubSub.ready()) for (const [id, other] of remote) if (other.receivedAt <= oldest) remote.delete(id)
    online = new Set([...local.keys(), ...[...remote.values()].flatMap((other) => other.logins)])
    for (const listener of listeners) listener()
  }

  const receive = ({ process, logins, hello }: Announcement) => {
    if (process === processId) return
    if (hello) announce()
    const at = deps.now().getTime()
    const before = remote.get(process)
    remote.set(process, { logins, receivedAt: at })
    // Agents that are missing from the new announcement have left that process, and has the grace as our own agents do.
    for (const login of before?.logins ?? []) {
      if (logins.includes(login)) continue
      const agent = local.get(login)
      if (agent) agent.leftAt = at
      else local.set(login, { connections: 0, leftAt: at })
    }
    recount()
  }

  const unsubscribe = await pubSub.subscribe(announcements, receive)
  const unsubscribeProfiles = await pubSub.subscribe(profiles, (login) => {
    deps.onChanged?.(login)
    for (const listener of listeners) listener(login)
  })
  announce(true)
  pubSub.onResume(() => {
    // Other processes may reconnect later than this one: their announcements expire from now on.
    const at = deps.now().getTime()
    for (const other of remote.values()) other.receivedAt = at
    announce(true)
  })
  const announcing = setInterval(announce, announceEvery)
  const counting = setInterval(recount, 1_000)

  return {
    connected: (login) => {
      const agent = local.get(login) ?? { connections: 0, leftAt: 0 }
      local.set(login, agent)
      agent.connections++
      if (agent.connections === 1) {
        recount()
        announce()
      }
      let connected = true
      return () => {
        if (!connected) return
        connected = false
        agent.connections--
        agent.leftAt = deps.now().getTime()
        if (agent.connections > 0) return
        announce()
        deps.onLeft?.(login)
      }
    },
    isOnline: (login) => online.has(login),
    online: () => online,
    changed: (login) => pubSub.publish(profiles, login),
    changes: () => presenceChanges(() => online, listeners),
    stop: () => {
      clearInterval(announcing)
      clearInterval(counting)
      unsubscribe()
      unsubscribeProfiles()
    },
  }
}
