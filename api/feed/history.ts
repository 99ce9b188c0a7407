import { CursorExpired } from '../lib/errors.ts'
import { encodeCursor } from './cursor.ts'

/** An entry's number in its topic, and the epoch in which it has that number. */
export type Position = { epoch: number; seq: number }

/**
 * The history of a topic. Everything from `oldest` to `head` can be read. `past` has the earlier epochs with the last
 * number that this history shares with them, oldest first. Apache Kafka tells a log that was cut off from one that has
 * grown in the same way, by leader epochs (KIP-101).
 */
export type History = {
  epoch: number
  oldest: number
  head: number
  past: readonly (readonly [epoch: number, end: number])[]
}

/** The history of a topic that nothing was ever written to. */
export const emptyHistory: History = { epoch: 0, oldest: 1, head: 0, past: [] }

/**
 * Whether this history leads through a position. The position before the first entry is the same in all of them: whoever
 * is there has seen nothing that could be different.
 */
export function contains({ epoch, head, past }: History, position: Position): boolean {
  if (position.seq === 0) return true
  if (position.epoch === epoch) return position.seq <= head
  const shared = past.find(([earlier]) => earlier === position.epoch)
  return shared !== undefined && position.seq <= shared[1]
}

/**
 * The epoch in which an entry of this history was written. Cursors name that one, so an entry has the same cursor for
 * ever, also after the topic has gone on in another epoch.
 */
export function writtenIn({ epoch, past }: Pick<History, 'epoch' | 'past'>, seq: number): number {
  return past.find(([, end]) => seq <= end)?.[0] ?? epoch
}

/** The same position, or the head where it lies beyond that in the same epoch. */
export function clamped({ epoch, head }: History, position: Position): Position {
  return position.epoch === epoch && position.seq > head ? { epoch, seq: head } : position
}

/** Throws CURSOR_EXPIRED for a position that this history does not lead through. */
export function assertContains(topic: string, history: History, position: Position): void {
  if (!contains(history, position)) throw expired(topic, history)
}

/** The refusal of a position that cannot be read on from. */
export function expired(topic: string, history: History): CursorExpired {
  const seq = history.oldest - 1
  return new CursorExpired(encodeCursor(topic, { epoch: writtenIn(history, seq), seq }))
}
