import type { OnIgnored } from './channels.ts'
import { createHandlers } from './handlers.ts'
import type { PubSub } from './pubsub.ts'

/** Pub/sub within a single process: JSON in and out and asynchronous, like the engines between processes. */
export function inMemoryPubSub(onIgnored: OnIgnored = () => {}): PubSub {
  const handlers = createHandlers(onIgnored)
  return {
    publish: ({ name, version }, message) => {
      if (handlers.has(name)) setImmediate(handlers.deliver, name, { version, text: JSON.stringify(message) })
    },
    subscribe: async (channel, handler) => handlers.add(channel, handler).remove,
    onResume: () => {},
    ready: () => true,
    close: async () => handlers.clear(),
  }
}
