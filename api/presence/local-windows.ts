import { type Activity, joined, type WindowActivity } from './activity.ts'

/** A live connection of an agent, at whose other end is a window of the app or a program. */
type Window = Activity & {
  /** In milliseconds since 1970; null while it is open. */
  leftAt: number | null
}

/** What is there of one agent at this process: open windows, and those that were left within the grace. */
export class LocalWindows {
  open = 0
  readonly #windows = new Set<Window>()

  /** One more is open, of which nothing is known yet. */
  add(): Window {
    const window: Window = { idle: null, inSight: false, leftAt: null }
    this.#windows.add(window)
    this.open++
    return window
  }

  /** False when it has said the same before. */
  tell(window: Window, { idle, inSight }: WindowActivity): boolean {
    if (window.idle === idle && window.inSight === inSight) return false
    Object.assign(window, { idle, inSight })
    return true
  }

  /** Once for each window. */
  leave(window: Window, at: number): void {
    this.#windows.delete(window)
    this.open--
    this.left(window, at)
  }

  /** Somebody with this activity was here, or at another process, until `at`. */
  left({ idle, inSight }: Activity, at: number): void {
    // Of those that say the same, one is enough: whoever reconnects again and again must not fill the memory.
    for (const one of this.#windows)
      if (one.leftAt !== null && one.idle === idle && one.inSight === inSight) this.#windows.delete(one)
    this.#windows.add({ idle, inSight, leftAt: at })
  }

  /** Forgets windows that were left at `oldest` or before. False when there is nothing any more. */
  forget(oldest: number): boolean {
    for (const window of this.#windows)
      if (window.leftAt !== null && window.leftAt <= oldest) this.#windows.delete(window)
    return this.#windows.size > 0
  }

  activity(): Activity {
    return joined(this.#windows)
  }
}
