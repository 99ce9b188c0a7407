/** Growing pauses between attempts at something that other processes attempt, too. */
export type Backoff = {
  /** Milliseconds before the next attempt: twice the last, up to `longest`, less a random part of up to a half. */
  next(): number
  /** After a success the pauses begin small again. */
  reset(): void
  /** How many pauses there were since the beginning or the last reset. */
  readonly failures: number
}

/** Both bounds in milliseconds. The random part keeps those who failed together from coming back together. */
export function createBackoff({ first, longest }: { first: number; longest: number }): Backoff {
  let failures = 0
  return {
    next: () => Math.min(first * 2 ** Math.min(failures++, 30), longest) * (0.5 + Math.random() / 2),
    reset: () => {
      failures = 0
    },
    get failures() {
      return failures
    },
  }
}
