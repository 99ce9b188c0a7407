import { scoped } from '../lib/base.ts'
import type { Grant } from './grant.ts'
import { lifetimeOf } from './token-lifetime.ts'

const key = scoped('parley-grant')

/** Saves the grant for a reload of this tab; null removes it. */
export function saveGrant(grant: Grant | null): void {
  try {
    if (grant) sessionStorage.setItem(key, JSON.stringify(grant))
    else sessionStorage.removeItem(key)
  } catch {
    // A browser without storage asks the server after each reload instead.
  }
}

/** The grant that an earlier load of this tab saved, unless it has expired. */
export function loadGrant(): Grant | null {
  try {
    const saved = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Grant | null
    if (!saved) return null
    return Date.now() - saved.since < lifetimeOf(saved.accessToken, saved.expiresAt, saved.since) ? saved : null
  } catch {
    return null
  }
}
