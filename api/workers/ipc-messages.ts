import type { IpcPublication } from '../pubsub/ipc-hub.ts'

/** What a worker says to its primary. */
export type FromWorker =
  | IpcPublication
  /** It serves at this address. */
  | { kind: 'ready'; url: string }
  /** It cannot start, for the reason of a StartError; it does nothing more until it is told to stop. */
  | { kind: 'refused'; reason: string }

/** What the primary says to a worker. */
export type FromPrimary =
  | IpcPublication
  /** Finish what is in flight and go. */
  | { kind: 'stop' }
