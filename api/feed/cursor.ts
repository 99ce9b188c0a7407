import { InvalidInput } from '../lib/errors.ts'

/** A place in a topic as clients carry it: opaque text, good for pages, subscriptions and recovery alike. */
export function encodeCursor(topic: string, seq: number): string {
  return Buffer.from(`${topic}@${seq}`).toString('base64url')
}

/** The sequence number in a cursor of this topic. `path` names the argument in the refusal of anything else. */
export function decodeCursor(topic: string, cursor: string, path: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  const at = text.lastIndexOf('@')
  const digits = text.slice(at + 1)
  if (text.slice(0, at) !== topic || !/^\d{1,15}$/.test(digits))
    throw new InvalidInput([{ path, message: 'Must be a cursor from a page or subscription of the same list.' }])
  return Number(digits)
}
