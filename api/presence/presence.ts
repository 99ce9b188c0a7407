import { StateTopic } from '../feed/state-topic.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { type Activity, joined, type PresenceState, stateOf, type WindowActivity } from './activity.ts'
import { type Announcement, agentsOf, announcementOf, announcements, profiles } from './announcements.ts'
import { LocalWindows } from './local-windows.ts'

/**
 * Which agents are online, over all processes, and whether they use the app. Nothing is stored: each process announces its
 * agents every few seconds and at every change. The announcement of a process that falls silent expires after the grace,
 * and the next announcement makes up for one that was lost.
 */
export type Presence = {
  /** Counts a live connection of an agent, until it is left. */
  connected(login: string): PresentConnection
  isOnline(login: string): boolean
  presenceOf(login: string): PresenceState
  /** Whether the agent has a window of the app in sight, anywhere. */
  isInSight(login: string): boolean
  /** The logins of those who are online now. */
  online(): Iterable<string>
  /** Something of an agent has changed that is shown with their presence: tells the readers of changes, on all processes. */
  changed(login: string): void
  /** From now on: agents whose presence has changed, and those of whom something else has. */
  changes(): TopicReader<PresenceChange>
  stop(): void
}

export type PresenceChange = { login: string; online: boolean; presence: PresenceState }

export type PresentConnection = {
  /** What the window at its other end says of itself; it holds until it says something else, and counts within a second. */
  tell(activity: WindowActivity): void
  /** The connection has closed. What its window said last holds for the grace, since most come back. */
  leave(): void
}

/** Between two announcements of a process, in milliseconds. */
const announceEvery = 5_000
/** Those who come and go within so many milliseconds are one announcement, which names all agents of the process. */
const announceWindow = 50
/** How long an agent stays online after the last connection, in milliseconds: a reload is no change. */
export const grace = 15_000

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
  const now = () => deps.now().getTime()
  /** By login. Also of agents without a connection, here or elsewhere, until their grace is over. */
  const local = new Map<string, LocalWindows>()
  /** The last announcement of each other process. */
  const remote = new Map<string, { agents: ReadonlyMap<string, Activity>; receivedAt: number }>()
  const changes = new StateTopic<PresenceChange>('presence')
  const present = new Map<string, Activity>()
  /** Some window has said something that was not announced. */
  let isTold = false

  let announcement: NodeJS.Timeout | undefined

  const announce = (hello = false) => {
    const mine = [...local].filter(([, windows]) => windows.open > 0)
    const agents = mine.map(([login, windows]): [string, Activity] => [login, windows.activity()])
    pubSub.publish(announcements, announcementOf(processId, agents, hello))
    isTold = false
  }
  const announceSoon = () => {
    announcement ??= setTimeout(() => {
      announcement = undefined
      announce()
    }, announceWindow)
  }

  const localOf = (login: string): LocalWindows => {
    const windows = local.get(login) ?? new LocalWindows()
    local.set(login, windows)
    return windows
  }

  const tell = (login: string) => {
    const presence = stateOf(present.get(login))
    changes.set(login, { login, online: presence !== 'OFFLINE', presence })
  }

  const show = (login: string) => {
    const here = local.get(login)?.activity()
    const elsewhere = [...remote.values()].flatMap(({ agents }) => agents.get(login) ?? [])
    const all = here ? [here, ...elsewhere] : elsewhere
    const activity = all.length > 1 ? joined(all) : all[0]
    const before = stateOf(present.get(login))
    if (activity) present.set(login, activity)
    else present.delete(login)
    if (stateOf(activity) !== before) tell(login)
  }

  const recount = () => {
    const oldest = now() - grace
    for (const [login, windows] of local) if (!windows.forget(oldest)) local.delete(login)
    // While pub/sub is away, no announcement arrives from processes that are well.
    if (pubSub.ready()) for (const [id, other] of remote) if (other.receivedAt <= oldest) remote.delete(id)
    const found = new Set(local.keys())
    for (const { agents } of remote.values()) for (const login of agents.keys()) found.add(login)
    for (const login of [...present.keys()]) if (!found.has(login)) show(login)
    for (const login of found) show(login)
  }

  const receive = (announcement: Announcement) => {
    const { process, hello } = announcement
    if (process === processId) return
    if (hello) announce()
    const agents = agentsOf(announcement)
    const at = now()
    const before = remote.get(process)
    remote.set(process, { agents, receivedAt: at })
    // Agents that are missing from the new announcement have left that process, and have the grace as our own agents do.
    for (const [login, activity] of before?.agents ?? []) if (!agents.has(login)) localOf(login).left(activity, at)
    recount()
  }

  const unsubscribe = await pubSub.subscribe(announcements, receive)
  const unsubscribeProfiles = await pubSub.subscribe(profiles, (login) => {
    deps.onChanged?.(login)
    tell(login)
  })
  announce(true)
  pubSub.onResume(() => {
    // Other processes may reconnect later than this one: their announcements expire from now on.
    const at = now()
    for (const other of remote.values()) other.receivedAt = at
    announce(true)
  })
  const announcing = setInterval(announce, announceEvery)
  const counting = setInterval(() => {
    if (isTold) announce()
    recount()
  }, 1_000)

  const connected = (login: string): PresentConnection => {
    const windows = localOf(login)
    const window = windows.add()
    if (windows.open === 1) {
      show(login)
      announceSoon()
    }
    let isConnected = true
    return {
      tell: (activity) => {
        if (isConnected && windows.tell(window, activity)) isTold = true
      },
      leave: () => {
        if (!isConnected) return
        isConnected = false
        windows.leave(window, now())
        if (windows.open > 0) return
        announceSoon()
        deps.onLeft?.(login)
      },
    }
  }
  const presenceOf = (login: string) => stateOf(present.get(login))

  return {
    connected,
    isOnline: (login) => present.has(login),
    presenceOf,
    isInSight: (login) => present.get(login)?.inSight ?? false,
    online: () => present.keys(),
    changed: (login) => pubSub.publish(profiles, login),
    changes: () => changes.follow(),
    stop: () => {
      clearTimeout(announcement)
      clearInterval(announcing)
      clearInterval(counting)
      unsubscribe()
      unsubscribeProfiles()
    },
  }
}
