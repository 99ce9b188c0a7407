import type { Channel } from './channels.ts'

/**
 * Hints between processes that something has changed. A message may be lost, doubled, late or reordered: subscribers
 * read the truth elsewhere, or the publisher repeats itself. Messages are plain JSON; a subscriber gets only those that
 * its channel can parse, everything else is ignored and counted.
 */
export type PubSub = {
  /** Never throws and never waits; a message that cannot be delivered is lost. */
  publish<Message>(channel: Channel<Message>, message: Message): void
  /**
   * Resolves when every message published from now on will be delivered; the returned function unsubscribes at once.
   * Each handler gets its own copy of a message, which was published as JSON: a `Date` arrives as `parse` makes it.
   */
  subscribe<Message>(channel: Channel<Message>, handler: (message: Message) => void): Promise<() => void>
  /** Calls `check` after the connection came back: messages may have been missed. */
  onResume(check: () => void): void
  /** False while messages cannot travel between processes. */
  ready(): boolean
  close(): Promise<void>
}
