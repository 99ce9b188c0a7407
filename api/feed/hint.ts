import { type Channel, isObject, isTexts } from '../pubsub/channels.ts'
import type { Appended, Entry } from './log.ts'

/**
 * That a topic has moved on to `seq` in this epoch. `entries` are the ones appended, contiguous and in order up to `seq`,
 * or none where they are too large to travel.
 */
export type Hint = { epoch: number; seq: number; entries: Entry[] }

/** The channel of a topic's hints. Version 1 had no epoch, and its messages none of the envelope. */
export function hintsOf(topic: string): Channel<Hint> {
  return { name: `feed:${topic}`, version: 2, parse: parseHint }
}

export function hintFor({ entries, carried }: Appended<unknown>): Hint {
  const { epoch, seq } = entries.at(-1) ?? { epoch: 0, seq: 0 }
  return { epoch, seq, entries: carried ? entries : [] }
}

function parseHint(received: unknown): Hint | null {
  if (!isObject(received)) return null
  const { epoch, seq } = received
  if (!isNumber(epoch) || !isNumber(seq) || !Array.isArray(received.entries)) return null
  const entries: Entry[] = []
  for (const one of received.entries) {
    const entry = parseEntry(one)
    if (!entry || entry.epoch !== epoch) return null
    entries.push(entry)
  }
  const first = seq - entries.length + 1
  return entries.every((entry, i) => entry.seq === first + i) ? { epoch, seq, entries } : null
}

function parseEntry(received: unknown): Entry | null {
  if (!isObject(received)) return null
  const { epoch, seq, kind, body, audience, revokes, redacts, at } = received
  if (!isNumber(epoch) || !isNumber(seq) || typeof kind !== 'string' || !isObject(body)) return null
  if (audience !== null && !isTexts(audience)) return null
  if (revokes !== undefined && !isTexts(revokes)) return null
  if (redacts !== undefined && !isNumber(redacts)) return null
  const moment = typeof at === 'string' ? new Date(at) : null
  if (moment === null || Number.isNaN(moment.getTime())) return null
  const entry: Entry = { epoch, seq, kind, body, audience, at: moment }
  if (revokes !== undefined) entry.revokes = revokes
  if (redacts !== undefined) entry.redacts = redacts
  return entry
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
