import { InvalidInput } from '../lib/errors.ts'
import type { Position } from './history.ts'

/**
 * A position in a topic as clients carry it: opaque text, good for pages, subscriptions and recovery alike. That of
 * epoch 0 has the form of the cursors that were given out before there were epochs.
 */
export function encodeCursor(
  topic: string,
  { epoch, seq, writtenIn = epoch }: Position & { writtenIn?: number },
): string {
  const text = writtenIn === 0 || seq === 0 ? `${topic}@${seq}` : `${topic}@${seq}.${writtenIn.toString(36)}`
  return Buffer.from(text).toString('base64url')
}

const position = /^(\d{1,15})(?:\.([0-9a-z]{1,11}))?$/

/** The position in a cursor of this topic. `path` names the argument in the refusal of anything else. */
export function decodeCursor(topic: string, cursor: string, path: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString()
  const at = text.lastIndexOf('@')
  const [, seq, epoch = '0'] = position.exec(text.slice(at + 1)) ?? []
  if (text.slice(0, at) !== topic || seq === undefined)
    throw new InvalidInput([{ path, message: 'Must be a cursor from a page or subscription of the same list.' }])
  return { epoch: Number.parseInt(epoch, 36), seq: Number(seq) }
}
