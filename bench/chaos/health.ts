import { setTimeout as sleep } from 'node:timers/promises'

/** From one moment to another, in milliseconds. */
export type Span = { from: number; to: number }

/** Notes when something was broken on purpose, so that silence then is told from silence in good health. */
export type Health = {
  /** Something is being broken; call the returned function when it is whole again. */
  trouble(): () => void
  /** In order and not overlapping; what is still broken ends now. */
  unhealthy(): Span[]
}

export function createHealth(now: () => number = Date.now): Health {
  const spans: Span[] = []
  let troubles = 0
  let since = 0
  return {
    trouble: () => {
      if (troubles++ === 0) since = now()
      return () => {
        if (--troubles === 0) spans.push({ from: since, to: now() })
      }
    },
    unhealthy: () => (troubles > 0 ? [...spans, { from: since, to: now() }] : [...spans]),
  }
}

/** Resolves with true as soon as `fact` holds, with false when it does not within so many milliseconds. */
export async function holdsWithin(ms: number, fact: () => boolean | Promise<boolean>, every = 50): Promise<boolean> {
  const deadline = Date.now() + ms
  while (!(await fact())) {
    if (Date.now() > deadline) return false
    await sleep(every)
  }
  return true
}

/** What a process of Parley says of itself: ready, and everything it needs is there. */
export async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_500) })
    const { status, database, broker, doorbell } = (await response.json()) as Record<string, string>
    return status === 'ready' && [database, broker, doorbell].every((part) => part === 'ok')
  } catch {
    return false
  }
}
