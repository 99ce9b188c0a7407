import { setTimeout as pause } from 'node:timers/promises'

/** In milliseconds: the machine may be busy; a fact that is true sooner is seen sooner. */
const defaultTimeout = 30_000

/** Waits for a fact, never for time: resolves with the first truthy answer, and fails by name when none comes. */
export async function until<T>(
  what: string,
  fact: () => T | Promise<T>,
  within = defaultTimeout,
): Promise<Exclude<T, false | null | undefined | 0 | ''>> {
  const deadline = Date.now() + within
  for (;;) {
    const answer = await fact()
    if (answer) return answer as Exclude<T, false | null | undefined | 0 | ''>
    if (Date.now() > deadline) throw new Error(`Waited ${within} ms in vain until ${what}`)
    await pause(15)
  }
}
