/** Lets many who come at once in by so many a turn of the event loop, in the order of their coming. */
export type AdmissionControl = {
  /** Resolves when there is time for the work that follows: at once unless this turn has already taken long. */
  pass(): Promise<void>
}

/** Milliseconds of a turn after which those who still want to pass wait for the next one. */
const slice = 2

/**
 * Keeps a crowd from starving those who are there already: after a restart thousands connect, prove who they are and
 * replay within a moment, and all of that done in one turn of the event loop is a turn in which nobody hears anything.
 * Whatever has to stay prompt does not pass here.
 */
export function createAdmissionControl(now: () => number = () => performance.now()): AdmissionControl {
  const waiting: (() => void)[] = []
  /** When this turn's first one passed; null while nobody has. */
  let began: number | null = null
  let passing = false

  const letIn = async () => {
    passing = true
    while (waiting.length > 0 && began !== null && now() - began < slice) {
      waiting.shift()?.()
      // Now the work of the one that was let in is done, up to where it waits for something itself.
      await null
    }
    passing = false
  }

  const beginTurn = () => {
    began = now()
    setImmediate(() => {
      began = null
      if (waiting.length > 0) beginTurn()
    })
    if (!passing) letIn()
  }

  return {
    pass: () =>
      new Promise((resolve) => {
        waiting.push(resolve)
        if (began === null) beginTurn()
        else if (!passing) letIn()
      }),
  }
}
