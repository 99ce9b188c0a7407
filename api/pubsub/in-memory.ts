import { createHandlers } from './handlers.ts'
import type { PubSub } from './pubsub.ts'

/** Pub/sub of a single process: JSON in and out and asynchronous, like the one between processes. */
export function inMemoryPubSub(): PubSub {
  const listeners = createHandlers()
  return {
    publish: (channel, message) => {
      if (listeners.any(channel)) setImmediate(listeners.deliver, channel, JSON.stringify(message))
    },
    subscribe: async (channel, handler) => listeners.add(channel, handler),
    onResume: () => {},
    ready: () => true,
    close: async () => listeners.clear(),
  }
}
