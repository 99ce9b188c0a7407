/** Spreads work that arrives all at once over turns of the event loop, in the order of its arrival. */
export type AdmissionControl = {
  /** Resolves when the work that follows may begin: at once unless this turn has already taken long. */
  pass(): Promise<void>
}

/** Milliseconds of a turn after which the rest waits for the next one. */
const slice = 2

/**
 * After a restart thousands connect, authenticate and replay within a moment; all of that in one turn of the event loop
 * would be a turn in which nothing live is delivered. Live delivery does not pass here.
 */
export function createAdmissionControl(now: () => number = () => performance.now()): AdmissionControl {
  const waiting: (() => void)[] = []
  /** When this turn's first work was admitted; null before that. */
  let turnBegan: number | null = null
  let admitting = false

  const admit = async () => {
    admitting = true
    while (waiting.length > 0 && turnBegan !== null && now() - turnBegan < slice) {
      waiting.shift()?.()
      // Lets the work just admitted run, up to where it waits for something itself.
      await null
    }
    admitting = false
  }

  const beginTurn = () => {
    turnBegan = now()
    setImmediate(() => {
      turnBegan = null
      if (waiting.length > 0) beginTurn()
    })
    if (!admitting) admit()
  }

  return {
    pass: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        if (turnBegan === null) beginTurn()
        else if (!admitting) admit()
      }),
  }
}
