import { createStore } from '../lib/store.ts'

export type Connection = {
  status: 'connecting' | 'online' | 'reconnecting' | 'offline' | 'catching-up'
  /** Counts the connections there have been: what cannot be replayed is asked for again when it grows. */
  generation: number
  /** When the next attempt begins, in milliseconds since 1970; null while one is under way. */
  retryAt: number | null
  /** Entries that arrived since the connection came back. */
  caughtUp: number
}

const browserIsOnline = () => typeof navigator === 'undefined' || navigator.onLine

/** The state of the live connection. Only `live-socket.ts` changes it. */
export const connection = createStore<Connection>({ status: 'connecting', generation: 0, retryAt: null, caughtUp: 0 })

export function updateConnection(change: Partial<Connection>): void {
  const next = { ...connection.get(), ...change }
  if (next.status === 'reconnecting' && !browserIsOnline()) next.status = 'offline'
  connection.set(next)
}
