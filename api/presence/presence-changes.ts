import { stateChanges } from '../lib/state-changes.ts'

export type PresenceChange = { login: string; online: boolean }

/** Called whenever the set of agents online may have changed, or with an agent of whom something else has changed. */
export type PresenceListener = (changed?: string) => void

/**
 * The differences between the set of agents online when it is called and now, and agents of whom something else has
 * changed. A slow reader gets the newest state of each agent and not every step. `listeners` are called whenever there
 * may be something.
 */
export function presenceChanges(
  online: () => ReadonlySet<string>,
  listeners: Set<PresenceListener>,
): AsyncIterableIterator<PresenceChange> {
  /** The set as the reader knows it. */
  const reported = new Set(online())
  const touched = new Set<string>()

  const report = (login: string, isOnline: boolean): PresenceChange => {
    touched.delete(login)
    if (isOnline) reported.add(login)
    else reported.delete(login)
    return { login, online: isOnline }
  }
  const nextChange = (): PresenceChange | null => {
    for (const login of online()) if (!reported.has(login)) return report(login, true)
    for (const login of reported) if (!online().has(login)) return report(login, false)
    for (const login of touched) return report(login, online().has(login))
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
