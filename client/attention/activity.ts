import { createTimer } from '../lib/timer.ts'

/** What this window says of itself to the server. */
export type Activity = {
  /** Nobody has used it for five minutes. */
  idle: boolean
  inSight: boolean
}

/** In milliseconds. */
const idleAfter = 300_000

/**
 * Keeps what the use of a window means: `used` is told of every key and movement, `looked` that it may have come into
 * sight or gone out of it. Calls `onChange` at once and after every change.
 */
export function createActivity(isInSight: () => boolean, onChange: (activity: Activity) => void) {
  let usedAt = Date.now()
  let now: Activity = { idle: false, inSight: isInSight() }
  const timer = createTimer(look)

  function look(): void {
    // One timer for all movements: it finds out how long ago the last one was.
    const left = usedAt + idleAfter - Date.now()
    const next = { idle: left <= 0, inSight: isInSight() }
    if (left > 0) timer.start(left)
    if (next.idle === now.idle && next.inSight === now.inSight) return
    now = next
    onChange(now)
  }

  timer.start(idleAfter)
  onChange(now)
  return {
    used(): void {
      usedAt = Date.now()
      if (now.idle) look()
    },
    looked: look,
    stop: timer.stop,
  }
}
