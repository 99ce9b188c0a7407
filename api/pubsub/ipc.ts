import { createHandlers } from './handlers.ts'
import { type IpcChannel, ipcPublisher, onIpcPublication } from './ipc-hub.ts'
import type { PubSub } from './pubsub.ts'

/**
 * Pub/sub between the workers of one machine, by the channel that each has to the primary. That channel is there
 * as long as both are: it never has to come back, and a worker without it ends.
 */
export function ipcPubSub(toPrimary: IpcChannel): PubSub {
  const listeners = createHandlers()
  const passOn = ipcPublisher(toPrimary)
  const unsubscribe = onIpcPublication(toPrimary, ({ channel, text }) => listeners.deliver(channel, text))
  let closed = false
  return {
    // This process hears itself directly, and the primary does not send its rings back.
    publish: (channel, message) => {
      if (closed) return
      const text = JSON.stringify(message)
      setImmediate(listeners.deliver, channel, text)
      passOn({ kind: 'ring', channel, text })
    },
    subscribe: async (channel, handler) => listeners.add(channel, handler),
    onResume: () => {},
    ready: () => !closed,
    close: async () => {
      closed = true
      unsubscribe()
      listeners.clear()
    },
  }
}
