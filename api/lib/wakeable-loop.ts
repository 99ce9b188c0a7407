/** What a turn answers: how many milliseconds to pause before the next one, and whether `wake` cuts the pause short. */
export type Pause = { pause: number; wakeable: boolean }

export type WakeableLoop = {
  /** There may be something to do. Call it as often as you like: it returns at once. */
  wake(): void
  /** Resolves when the turn that is running has ended; cuts any pause short. */
  stop(): Promise<void>
}

/**
 * Runs one turn after the other until `stop()`. A `wake` during a turn skips the pause after it, if that is wakeable:
 * what it was called for may have come after the turn looked. `turn` must not throw; one that does ends the loop and
 * rejects `stop()`.
 */
export function startLoop(turn: () => Promise<Pause>): WakeableLoop {
  let stopping = false
  let woken = false
  let interrupt = () => {}

  const sleep = ({ pause, wakeable }: Pause) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause)
      interrupt = () => {
        if (!stopping && !(wakeable && woken)) return
        clearTimeout(timer)
        resolve()
      }
      interrupt()
    })

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false
      const pause = await turn()
      if (pause.pause > 0) await sleep(pause)
    }
  }
  const running = run()

  return {
    wake: () => {
      woken = true
      interrupt()
    },
    stop: () => {
      stopping = true
      interrupt()
      return running
    },
  }
}
