/** Who listens to which channel in this process. */
export type Handlers = {
  /** The returned function stops listening at once. */
  add(channel: string, handler: (message: unknown) => void): () => void
  /** Whether anybody listens to a channel. */
  any(channel: string): boolean
  /** Hands everybody a copy of their own of a message that is JSON text. */
  deliver(channel: string, text: string): void
  clear(): void
}

export function createHandlers(): Handlers {
  const listeners = new Map<string, Set<(message: unknown) => void>>()
  return {
    add: (channel, handler) => {
      const hearers = listeners.get(channel) ?? new Set()
      listeners.set(channel, hearers.add(handler))
      return () => {
        hearers.delete(handler)
        if (hearers.size === 0) listeners.delete(channel)
      }
    },
    any: (channel) => listeners.has(channel),
    deliver: (channel, text) => {
      for (const handler of listeners.get(channel) ?? []) handler(JSON.parse(text))
    },
    clear: () => listeners.clear(),
  }
}
