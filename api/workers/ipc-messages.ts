import { isObject } from '../pubsub/channels.ts'
import { type IpcPublication, parseIpcPublication } from '../pubsub/ipc-hub.ts'

/** What a worker says to its primary. */
export type FromWorker =
  | IpcPublication
  /** It serves at this address. */
  | { kind: 'ready'; url: string }
  /** It cannot start, for the reason of a StartError; it does nothing more until the message to stop. */
  | { kind: 'refused'; reason: string }

/** What the primary says to a worker. */
export type FromPrimary =
  | IpcPublication
  /** Finish what is in flight and go. */
  | { kind: 'stop' }

/** Null for what no worker of ours would say: whatever a package may send by the same channel. */
export function parseFromWorker(received: unknown): FromWorker | null {
  if (!isObject(received)) return null
  const { kind, url, reason } = received
  if (kind === 'ready' && typeof url === 'string') return { kind, url }
  if (kind === 'refused' && typeof reason === 'string') return { kind, reason }
  return parseIpcPublication(received)
}

/** Null for what our primary would not say. */
export function parseFromPrimary(received: unknown): FromPrimary | null {
  return isObject(received) && received.kind === 'stop' ? { kind: 'stop' } : parseIpcPublication(received)
}
