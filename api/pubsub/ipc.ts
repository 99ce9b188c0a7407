import type { OnIgnored } from './channels.ts'
import { createHandlers } from './handlers.ts'
import { type IpcChannel, ipcPublisher, onIpcPublication } from './ipc-hub.ts'
import type { PubSub } from './pubsub.ts'

/**
 * Pub/sub between the workers of one machine, by the IPC channel that each has to the primary. That channel is there as
 * long as both are: it never has to come back, and a worker without it ends.
 */
export function ipcPubSub(toPrimary: IpcChannel, onIgnored: OnIgnored): PubSub {
  const handlers = createHandlers(onIgnored)
  const send = ipcPublisher(toPrimary)
  const unsubscribe = onIpcPublication(toPrimary, ({ channel, ...packet }) => handlers.deliver(channel, packet))
  let closed = false
  return {
    // Delivered here directly: the primary does not send a worker's own publications back.
    publish: ({ name, version }, message) => {
      if (closed) return
      const packet = { version, text: JSON.stringify(message) }
      setImmediate(handlers.deliver, name, packet)
      send({ kind: 'publication', channel: name, ...packet })
    },
    subscribe: async (channel, handler) => handlers.add(channel, handler).remove,
    onResume: () => {},
    ready: () => !closed,
    close: async () => {
      closed = true
      unsubscribe()
      handlers.clear()
    },
  }
}
