/**
 * Tells every process that something changed. A ring may be lost, doubled, late or reordered: whoever listens reads
 * the truth elsewhere, or says it again later. Channels are short names; messages are plain JSON.
 */
export type PubSub = {
  /** Never throws and never waits; a ring that cannot be delivered is lost. */
  publish(channel: string, message: unknown): void
  /** Resolves when every ring from now on will be heard; the returned function stops listening at once. */
  subscribe(channel: string, handler: (message: unknown) => void): Promise<() => void>
  /** Called after the connection came back: rings may have been missed. */
  onResume(check: () => void): void
  /** False while rings cannot travel between processes. */
  ready(): boolean
  close(): Promise<void>
}
