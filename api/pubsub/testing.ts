import { randomUUID } from 'node:crypto'
import type { Channel } from './channels.ts'

/** A channel that nobody else uses, for any JSON but null. */
export function channelOfAnything(name = `test:${randomUUID()}`): Channel<unknown> {
  return { name, version: 1, parse: (received) => received ?? null }
}

/**
 * What may arrive on a channel and is no message of any: not JSON, not an object, other types inside, another version's.
 */
export const garbage: readonly string[] = [
  '',
  '{',
  'null',
  '42',
  'true',
  '"text"',
  '[]',
  '[null]',
  '{}',
  '{"message":null}',
  '{"from":"x","message":{}}',
  '{"mac":null}',
  '{"mac":"","from":"x","version":1,"message":{}}',
  '{"__proto__":{"kind":"publication"}}',
  '{"seq":"1","epoch":null,"entries":{}}',
  '{"process":7,"logins":"jimmy.solid","hello":1}',
  '{"id":null}',
  '\u0000',
  `[${'['.repeat(50_000)}`,
  `{"text":"${'x'.repeat(9_000_000)}"}`,
]
