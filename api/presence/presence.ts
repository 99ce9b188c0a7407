import { type Channel, isObject, isTexts } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'

export type PresenceChange = { login: string; online: boolean }

/**
 * Who is online, over all processes. Nothing is stored: each process says every few seconds, and at every change,
 * which agents it has; a process that falls silent (killed, cut off) is forgotten after the grace. So a lost ring or a
 * process that dies heals by itself.
 */
export type Presence = {
  /** A live connection of an agent began; the returned function ends it. */
  connected(login: string): () => void
  isOnline(login: string): boolean
  /** Changes from now on. A reader who is slow gets the newest state of each agent, not every step. */
  changes(): AsyncIterableIterator<PresenceChange>
  stop(): void
}

/** Between two announcements of a process, in milliseconds. */
const announceEvery = 5_000
/** How long a leaving counts as being there: a reload or a short loss of network is not worth telling. */
export const grace = 15_000

/** Which agents a process has. `hello` asks the others for theirs. */
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

export async function startPresence(deps: {
  pubSub: PubSub
  /** Names this process among all. */
  processId: string
  now: () => Date
}): Promise<Presence> {
  const { pubSub, processId } = deps
  const here = new Map<string, { connections: number; leftAt: number }>()
  const elsewhere = new Map<string, { logins: string[]; heardAt: number }>()
  const wakes = new Set<() => void>()
  let online = new Set<string>()

  const announce = (hello = false) => {
    const logins = [...here].filter(([, agent]) => agent.connections > 0).map(([login]) => login)
    pubSub.publish(announcements, { process: processId, logins, hello })
  }

  const recount = () => {
    const oldest = deps.now().getTime() - grace
    for (const [login, agent] of here) if (agent.connections === 0 && agent.leftAt <= oldest) here.delete(login)
    // While nothing can be heard, silence says nothing about the others.
    if (pubSub.ready()) for (const [id, other] of elsewhere) if (other.heardAt <= oldest) elsewhere.delete(id)
    online = new Set([...here.keys(), ...[...elsewhere.values()].flatMap((other) => other.logins)])
    for (const wake of wakes) wake()
  }

  const hear = ({ process, logins, hello }: Announcement) => {
    if (process === processId) return
    if (hello) announce()
    const at = deps.now().getTime()
    const before = elsewhere.get(process)
    elsewhere.set(process, { logins, heardAt: at })
    // Somebody who is no longer named there has left there: the grace runs here as it does for our own.
    for (const login of before?.logins ?? []) {
      if (logins.includes(login)) continue
      const agent = here.get(login)
      if (agent) agent.leftAt = at
      else here.set(login, { connections: 0, leftAt: at })
    }
    recount()
  }

  const stopListening = await pubSub.subscribe(announcements, hear)
  announce(true)
  pubSub.onResume(() => {
    // The others are not back yet, or could not be heard: their silence begins to count now.
    const at = deps.now().getTime()
    for (const other of elsewhere.values()) other.heardAt = at
    announce(true)
  })
  const announcing = setInterval(announce, announceEvery)
  const counting = setInterval(recount, 1_000)

  return {
    connected: (login) => {
      const agent = here.get(login) ?? { connections: 0, leftAt: 0 }
      here.set(login, agent)
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
        if (agent.connections === 0) announce()
      }
    },
    isOnline: (login) => online.has(login),
    changes: () => changesOf(() => online, wakes),
    stop: () => {
      clearInterval(announcing)
      clearInterval(counting)
      stopListening()
    },
  }
}

/** Tells the difference between what its reader was told and what is: never more than one step an agent. */
function changesOf(current: () => Set<string>, wakes: Set<() => void>): AsyncIterableIterator<PresenceChange> {
  const told = new Set(current())
  let closed = false
  let proceed = () => {}
  const wake = () => proceed()
  wakes.add(wake)
  const end = () => {
    closed = true
    wakes.delete(wake)
    proceed()
  }

  const difference = (): PresenceChange | null => {
    for (const login of current()) if (!told.has(login)) return { login, online: true }
    for (const login of told) if (!current().has(login)) return { login, online: false }
    return null
  }

  const changes: AsyncIterableIterator<PresenceChange> = {
    [Symbol.asyncIterator]: () => changes,
    next: async () => {
      for (;;) {
        if (closed) return { done: true, value: undefined }
        const change = difference()
        if (change) {
          if (change.online) told.add(change.login)
          else told.delete(change.login)
          return { done: false, value: change }
        }
        await new Promise<void>((resolve) => {
          proceed = resolve
        })
      }
    },
    return: async () => {
      end()
      return { done: true, value: undefined }
    },
  }
  return changes
}
