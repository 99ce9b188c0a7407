/** Who listens to which channel in this process. */
export type Listeners = {
  /** The returned function stops listening at once. */
  add(channel: string, hear: (message: unknown) => void): () => void
  /** Whether anybody listens to a channel. */
  any(channel: string): boolean
  /** Hands everybody a copy of their own of a message that is JSON text. */
  tell(channel: string, text: string): void
  clear(): void
}

export function createListeners(): Listeners {
  const listeners = new Map<string, Set<(message: unknown) => void>>()
  return {
    add: (channel, hear) => {
      const hearers = listeners.get(channel) ?? new Set()
      listeners.set(channel, hearers.add(hear))
      return () => {
        hearers.delete(hear)
        if (hearers.size === 0) listeners.delete(channel)
      }
    },
    any: (channel) => listeners.has(channel),
    tell: (channel, text) => {
      for (const hear of listeners.get(channel) ?? []) hear(JSON.parse(text))
    },
    clear: () => listeners.clear(),
  }
}
