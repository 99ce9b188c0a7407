import { createStore } from './store.ts'

export type Connection = {
  status: 'connecting' | 'online' | 'reconnecting' | 'offline' | 'catching-up'
  /** Counts the connections there have been: what cannot be replayed is asked for again when it grows. */
  epoch: number
  /** When the next attempt begins, in milliseconds since 1970; null while one is under way. */
  retryAt: number | null
  /** Entries that arrived since the connection came back. */
  caughtUp: number
}

const browserIsOnline = () => typeof navigator === 'undefined' || navigator.onLine

/** What is true of the live connection right now. Only `urql.ts` changes it. */
export const connection = createStore<Connection>({ status: 'connecting', epoch: 0, retryAt: null, caughtUp: 0 })

export function tell(change: Partial<Connection>): void {
  const next = { ...connection.get(), ...change }
  if (next.status === 'reconnecting' && !browserIsOnline()) next.status = 'offline'
  connection.set(next)
}

/**
 * How long to wait before attempt number `attempt` (0 is the first after a loss), in milliseconds: full jitter, quick at
 * first, never above 15 seconds. `patient` is for a server that asked to be left alone for a while.
 */
export function backoff(attempt: number, patient = false, random = Math.random): number {
  if (patient) return 3_000 + random() * 12_000
  if (attempt === 0) return 50 + random() * 400
  return 250 + random() * (Math.min(15_000, 500 * 2 ** attempt) - 250)
}

const sleepers = new Set<() => void>()

/** Waits, but no longer than until somebody or something says that now is a better moment. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      sleepers.delete(done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    sleepers.add(done)
  })
}

/** Ends every wait: the browser is online again, the page is looked at again, or the agent pressed "Retry now". */
export function wake(): void {
  for (const done of [...sleepers]) done()
}
