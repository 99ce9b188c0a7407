/** Milliseconds between two signs of one who goes on: the server believes each for 5 seconds. */
const again = 3_000

/**
 * Tells the others in a room that one is writing: with the first key, then every 3 seconds while keys are pressed, and
 * once when one stops.
 */
export function createTypingSignal(send: (typing: boolean) => void, now: () => number = Date.now) {
  let sentAt: number | null = null
  const stop = () => {
    if (sentAt === null) return
    sentAt = null
    send(false)
  }
  return {
    /** What is written is this now. */
    wrote(text: string): void {
      if (text.trim() === '') stop()
      else if (sentAt === null || now() - sentAt >= again) {
        sentAt = now()
        send(true)
      }
    },
    stop,
    /** The message is on its way, which ends it for the others. */
    finish(): void {
      sentAt = null
    },
  }
}
