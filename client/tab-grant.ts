import type { Grant } from './session.ts'
import { lifeOf } from './token-life.ts'

const key = 'parley-grant'

/** Remembers the grant for a reload of this very tab; null forgets it. */
export function keepInTab(grant: Grant | null): void {
  try {
    if (grant) sessionStorage.setItem(key, JSON.stringify(grant))
    else sessionStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing asks the server after each reload instead.
  }
}

/** What this tab remembers, if it is still good. */
export function keptInTab(): Grant | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Grant | null
    return kept && Date.now() - kept.since < lifeOf(kept.accessToken, kept.expiresAt, kept.since) ? kept : null
  } catch {
    return null
  }
}
