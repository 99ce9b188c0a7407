import { stateChanges } from '../lib/state-changes.ts'
import type { PresenceState } from './activity.ts'

export type PresenceChange = { login: string; online: boolean; presence: PresenceState }

/**
 * Called with an agent whose presence has changed from `before`, or of whom something else has changed: then `before` is
 * null.
 */
export type PresenceListener = (login: string, before: PresenceState | null) => void

/**
 * The agents whose presence differs from what the reader was told last, and those of whom something else has changed. A
 * slow reader gets the newest state of each agent and not every step. It keeps only what it has not been told yet, since
 * thousands of readers follow thousands of agents. All `listeners` are called with each change.
 */
export function presenceChanges(
  presenceOf: (login: string) => PresenceState,
  listeners: Set<PresenceListener>,
): AsyncIterableIterator<PresenceChange> {
  /** What the reader knows of agents that have changed since; null is to be told in any case. */
  const pending = new Map<string, PresenceState | null>()

  const nextChange = (): PresenceChange | null => {
    for (const [login, known] of pending) {
      pending.delete(login)
      const presence = presenceOf(login)
      if (presence !== known) return { login, online: presence !== 'OFFLINE', presence }
    }
    return null
  }

  return stateChanges(nextChange, (tell) => {
    const listener: PresenceListener = (login, before) => {
      if (before === null || !pending.has(login)) pending.set(login, before)
      tell()
    }
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
}
