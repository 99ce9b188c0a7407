import type { Envelope } from './broker.ts'

/** Something that could not be handled or published, and waits for an operator. */
export type DeadLetter = {
  /** What `replay` and `discard` take. */
  id: string
  /** The queue whose handler gave up, or `outbox` for an event that the broker rejected. */
  from: string
  reason: string
  attempts: number
  /** When it was given up; null when the broker, which writes no time, gave it up. */
  deadAt: Date | null
  envelope: Envelope
}

export type DeadLetters = {
  /** The oldest first, at most `limit`. */
  list(limit: number): Promise<DeadLetter[]>
  /** Back to the queue it came from and nowhere else; false when there is no such letter any more. */
  replay(id: string): Promise<boolean>
  /** Deletes it; false when there is no such letter any more. */
  discard(id: string): Promise<boolean>
  close(): Promise<void>
}
