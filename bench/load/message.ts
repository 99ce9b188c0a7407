import { now } from './clock.ts'

/** Every message has this many characters. */
const length = 100
const filling =
  'The quick brown fox jumps over the lazy dog, and the agents of four offices hear of it at once. '.repeat(2)

/** A message that says which it is and when it was sent, in milliseconds of the clock all processes share. */
export function composeText(number: number): string {
  return `#${number} at ${now().toFixed(3)} ${filling}`.slice(0, length)
}

export type Stamp = { number: number; sentAt: number }

/** What {@link composeText} put in; throws for a text that is not its. */
export function readStamp(text: string): Stamp {
  const [, number, sentAt] = /^#(\d+) at (\d+\.\d+) /.exec(text) ?? []
  if (!number || text.length !== length) throw new Error(`Not a message of this run: ${text}`)
  return { number: Number(number), sentAt: Number(sentAt) }
}
