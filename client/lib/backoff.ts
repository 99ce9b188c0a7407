/**
 * How long to wait before attempt number `attempt` (0 is the first after a loss), in milliseconds: full jitter, quick at
 * first, never above 15 seconds. `serverIsBusy` is for a server that asked to be left alone: never below 3 seconds.
 */
export function backoff(attempt: number, serverIsBusy = false, random = Math.random): number {
  if (serverIsBusy) return 3_000 + random() * 12_000
  if (attempt === 0) return 50 + random() * 400
  return 250 + random() * (Math.min(15_000, 500 * 2 ** attempt) - 250)
}

const sleeping = new Set<() => void>()

/** Waits for that many milliseconds, or until `wake` is called. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      sleeping.delete(done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    sleeping.add(done)
  })
}

/** Ends every `sleep`: the browser is online again, the page is looked at again, or the agent pressed "Retry now". */
export function wake(): void {
  for (const done of [...sleeping]) done()
}
