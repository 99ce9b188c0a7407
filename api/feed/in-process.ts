import type { Doorbell } from './doorbell.ts'
import { createListeners } from './listeners.ts'

/** The doorbell of a single process: JSON in and out and asynchronous, like the one between processes. */
export function inProcessDoorbell(): Doorbell {
  const listeners = createListeners()
  return {
    ring: (channel, message) => {
      if (listeners.any(channel)) setImmediate(listeners.tell, channel, JSON.stringify(message))
    },
    listen: async (channel, hear) => listeners.add(channel, hear),
    onResume: () => {},
    ready: () => true,
    close: async () => listeners.clear(),
  }
}
