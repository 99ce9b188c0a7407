/**
 * A pub/sub channel and the messages it carries, declared once. What arrives is data like any other: it may be from an
 * older or newer Parley, or from somebody else.
 */
export type Channel<Message> = {
  name: string
  /** Raised when processes that know only the number before would misread the messages: they ignore what is newer. */
  version: number
  /** The message, or null for anything that is none. Must check all that its readers rely on, and not throw. */
  parse(received: unknown): Message | null
}

/** Called for every message that is ignored, with the reason. */
export type OnIgnored = (channel: string, reason: string) => void

/** For `parse`: an object that is no array and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** For `parse`: an array of texts. */
export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
