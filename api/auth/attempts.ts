import { DomainError } from '../errors.ts'

const window = 60_000
const allowed = 30

/** Slows guessing: so many failures in a minute per key and process. Known and unknown logins count alike. */
export function createAttempts(now: () => Date) {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    /** Throws TOO_MANY_ATTEMPTS; otherwise counts as a failure until it is said to have succeeded. */
    begin(key: string): { succeeded(): void } {
      const at = now().getTime()
      if (failures.size > 10_000) failures.clear()
      const known = failures.get(key)
      const entry = known && known.until > at ? known : { count: 0, until: at + window }
      if (entry.count >= allowed)
        throw new DomainError('TOO_MANY_ATTEMPTS', 'Too many attempts: wait a minute and try again.')
      entry.count++
      failures.set(key, entry)
      return { succeeded: () => failures.delete(key) }
    },
  }
}
