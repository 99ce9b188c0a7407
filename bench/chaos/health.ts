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

/** What a process of Parley lacks, by its own account; null when it is ready and has everything it needs. */
export async function problem(url: string): Promise<string | null> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_500) })
    const parts = (await response.json()) as Record<string, string>
    const wrong = Object.entries(parts).filter(([, state]) => state !== 'ok' && state !== 'ready')
    return wrong.length === 0 ? null : wrong.map(([part, state]) => `${part} ${state}`).join(', ')
  } catch (error) {
    return `no answer (${error instanceof Error ? error.message : error})`
  }
}
