import type { Grant } from './session.ts'

const key = 'parley-grant'
/** Milliseconds a kept token must still be good for: what is left is used up by the first requests otherwise. */
const enough = 30_000

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
    return kept && new Date(kept.expiresAt).getTime() - Date.now() > enough ? kept : null
  } catch {
    return null
  }
}
