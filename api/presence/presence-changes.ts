import { stateChanges } from '../lib/state-changes.ts'
import type { PresenceState } from './activity.ts'

export type PresenceChange = { login: string; online: boolean; presence: PresenceState }

/** Called whenever somebody's presence may have changed, or with an agent of whom something else has changed. */
export type PresenceListener = (changed?: string) => void

/**
 * The differences between how agents were there when it is called and now, and agents of whom something else has
 * changed. A slow reader gets the newest state of each agent and not every step. `listeners` are called whenever there
 * may be something.
 */
export function presenceChanges(
  now: { online(): ReadonlySet<string>; presenceOf(login: string): PresenceState },
  listeners: Set<PresenceListener>,
): AsyncIterableIterator<PresenceChange> {
  /** Those online as the reader knows them. */
  const reported = new Map([...now.online()].map((login) => [login, now.presenceOf(login)]))
  const touched = new Set<string>()

  const report = (login: string): PresenceChange => {
    const presence = now.presenceOf(login)
    touched.delete(login)
    if (presence === 'OFFLINE') reported.delete(login)
    else reported.set(login, presence)
    return { login, online: presence !== 'OFFLINE', presence }
  }
  const nextChange = (): PresenceChange | null => {
    const online = now.online()
    for (const login of online) if (reported.get(login) !== now.presenceOf(login)) return report(login)
    for (const login of reported.keys()) if (!online.has(login)) return report(login)
    for (const login of touched) return report(login)
    return null
  }

  return stateChanges(nextChange, (tell) => {
    const listener: PresenceListener = (changed) => {
      if (changed !== undefined) touched.add(changed)
      tell()
    }
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
}
