import type { Doorbell } from './doorbell.ts'
import { type Channel, hearRings, ringerOf } from './exchange.ts'
import { createListeners } from './listeners.ts'

/**
 * The doorbell between the workers of one machine, by the channel that each has to the primary. That channel is there
 * as long as both are: it never has to come back, and a worker without it ends.
 */
export function workersDoorbell(toPrimary: Channel): Doorbell {
  const listeners = createListeners()
  const passOn = ringerOf(toPrimary)
  const deafen = hearRings(toPrimary, ({ channel, text }) => listeners.tell(channel, text))
  let closed = false
  return {
    // This process hears itself directly, and the primary does not send its rings back.
    ring: (channel, message) => {
      if (closed) return
      const text = JSON.stringify(message)
      setImmediate(listeners.tell, channel, text)
      passOn({ kind: 'ring', channel, text })
    },
    listen: async (channel, hear) => listeners.add(channel, hear),
    onResume: () => {},
    ready: () => !closed,
    close: async () => {
      closed = true
      deafen()
      listeners.clear()
    },
  }
}
