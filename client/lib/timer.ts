/** Does `work` once, `milliseconds` after the last `start`, unless it is stopped before. */
export function createTimer(work: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    start(milliseconds: number): void {
      clearTimeout(timer)
      timer = setTimeout(work, milliseconds)
    },
    stop(): void {
      clearTimeout(timer)
    },
  }
}
