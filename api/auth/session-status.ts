import type { Db } from '../db/db.ts'
import { sharedLoader } from '../lib/shared-loader.ts'
import * as store from './store.ts'

export type SessionStatuses = {
  /** At most a second old. */
  of(bearer: store.Bearer): Promise<store.SessionStatus>
  /** As of now, in the order asked for; equal bearers are looked up once. */
  ofAll(bearers: readonly store.Bearer[]): Promise<store.SessionStatus[]>
  /** Removes a session from the cache of this process. */
  forget(bearer: store.Bearer): void
}

/** How long, in milliseconds, a status is cached. */
const cacheTtl = 1_000

/** Whether sessions still hold, and what role their agents have now. */
export function createSessionStatuses(db: Db, now: () => Date): SessionStatuses {
  const cache = new Map<string, { at: number; status: store.SessionStatus }>()
  // Thousands that connect at once are looked up together.
  const lookUp = sharedLoader((bearers: readonly store.Bearer[]) => store.sessionStatuses(db.sql, bearers))

  return {
    of: async (bearer) => {
      const at = now().getTime()
      const key = keyOf(bearer)
      const cached = cache.get(key)
      if (cached && at - cached.at < cacheTtl) return cached.status
      const status = await lookUp.load(bearer)
      if (cache.size > 50_000) cache.clear()
      cache.set(key, { at, status })
      return status
    },
    ofAll: async (bearers) => {
      const keys = bearers.map(keyOf)
      const unique = [...new Map(bearers.map((bearer, i) => [keys[i], bearer])).values()]
      const statuses = await store.sessionStatuses(db.sql, unique)
      const byKey = new Map(unique.map((bearer, i) => [keyOf(bearer), statuses[i]]))
      return keys.map((key) => byKey.get(key) ?? { ended: true, role: null })
    },
    forget: (bearer) => {
      cache.delete(keyOf(bearer))
    },
  }
}

/** A session is one agent's: the same session under another login is another entry. */
const keyOf = ({ sessionId, login }: store.Bearer) => `${sessionId} ${login}`
