import { scoped } from './base.ts'
import { newId } from './new-id.ts'

/** In milliseconds: a lease whose tab has not renewed it for that long is free, for the tab may be gone. */
const leaseTime = 4_000
const renewEvery = 1_000
/**
 * In milliseconds: longer than the time in which a tab sees what another has written, twice: one that wrote just before it
 * saw this one's writing must be seen as well.
 */
const settleTime = 100
const pollEvery = 100
/** In milliseconds: rather at the same time as another tab than never. */
const longestWait = 25_000

/**
 * Runs `work` in one tab of this browser at a time: by Web Locks, which exist in secure contexts only, elsewhere by a
 * lease in local storage. Where there is neither, it runs at once. A lease does not exclude that two work at once when tabs
 * see each other's writing late: `work` must bear that.
 */
export function oneTabAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request(scoped(name), work) as Promise<T>
  return withLease(scoped(`parley.lease.${name}`), work)
}

async function withLease<T>(key: string, work: () => Promise<T>): Promise<T> {
  const owner = newId()
  await acquire(key, owner)
  const renewal = setInterval(() => write(key, owner), renewEvery)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    if (holderOf(key) === owner) remove(key)
  }
}

async function acquire(key: string, owner: string): Promise<void> {
  const deadline = Date.now() + longestWait
  while (Date.now() < deadline) {
    if (holderOf(key) === null) {
      if (!write(key, owner)) return
      // Local storage has no atomic "write if free": of those who wrote at once the last one is the holder.
      await pause(settleTime * (1 + Math.random()))
      if (holderOf(key) === owner) return
    }
    await pause(pollEvery)
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Who holds a lease that has not run out. */
function holderOf(key: string): string | null {
  try {
    const [owner = '', until = ''] = (localStorage.getItem(key) ?? '').split(' ')
    const rest = Number(until) - Date.now()
    // A lease far in the future was written under another clock.
    return owner && rest > 0 && rest <= leaseTime ? owner : null
  } catch {
    return null
  }
}

/** False where storage is forbidden or full. */
function write(key: string, owner: string): boolean {
  try {
    localStorage.setItem(key, `${owner} ${Date.now() + leaseTime}`)
    return true
  } catch {
    return false
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {}
}
