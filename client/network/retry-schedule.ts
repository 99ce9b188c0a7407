import { backoff } from '../lib/backoff.ts'

/** The server closes with this when there are too many sockets or one is too slow: come back later. */
const closedForLater = 4290

/** In milliseconds: a connection that lasted less does not reset the waits. */
const stableAfter = 5_000

/**
 * When to connect again. A server that accepts and closes at once must not be asked again at once, so only a connection
 * that lasted begins the waits anew.
 */
export function createRetrySchedule() {
  let attempt = 0
  let connectedAt: number | null = null
  let serverIsBusy = false
  return {
    connected(): void {
      connectedAt = Date.now()
      serverIsBusy = false
    },
    closed(code: number): void {
      if (connectedAt !== null && Date.now() - connectedAt > stableAfter) attempt = 0
      connectedAt = null
      serverIsBusy = code === closedForLater
    },
    /** In milliseconds; longer with every call. */
    nextDelay: (): number => backoff(attempt++, serverIsBusy),
  }
}
