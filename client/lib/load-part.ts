import { backoff, sleep } from './backoff.ts'
import { scoped } from './base.ts'

const key = scoped('parley.reloaded')

/** In milliseconds: a page that was loaded afresh for a missing part less than this ago is not loaded again. */
const onceWithin = 60_000

/**
 * Loads a part of the app. A part can be missing since the server has a newer version of the app: then the page is
 * loaded again, once, as soon as the server answers; until then what is on the screen stays. Throws when that was no
 * remedy.
 */
export async function loadPart<T>(load: () => Promise<T>, reload = () => location.reload()): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (Date.now() - reloadedAt() < onceWithin) throw error
    for (let attempt = 0; !(await serverAnswers()); attempt++) await sleep(backoff(attempt))
    saveReload()
    reload()
    return new Promise(() => {})
  }
}

/** Loads a part before it is needed. A failure is left to `loadPart`. */
export function prefetchPart(load: () => Promise<unknown>): void {
  load().catch(() => {})
}

async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}

function reloadedAt(): number {
  try {
    return Number(sessionStorage.getItem(key))
  } catch {
    // Without storage nobody would know that it has been tried: it is not.
    return Date.now()
  }
}

function saveReload(): void {
  sessionStorage.setItem(key, String(Date.now()))
}
