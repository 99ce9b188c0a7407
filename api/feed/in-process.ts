import type { Doorbell } from './doorbell.ts'

/** The doorbell of a single process: JSON in and out and asynchronous, like the one between processes. */
export function inProcessDoorbell(): Doorbell {
  const listeners = new Map<string, Set<(message: unknown) => void>>()
  return {
    ring: (channel, message) => {
      const text = JSON.stringify(message)
      setImmediate(() => {
        for (const hear of listeners.get(channel) ?? []) hear(JSON.parse(text))
      })
    },
    listen: async (channel, hear) => {
      const hearers = listeners.get(channel) ?? new Set()
      listeners.set(channel, hearers.add(hear))
      return () => {
        hearers.delete(hear)
        if (hearers.size === 0) listeners.delete(channel)
      }
    },
    onResume: () => {},
    ready: () => true,
    close: async () => listeners.clear(),
  }
}
