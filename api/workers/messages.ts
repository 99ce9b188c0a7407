import type { Ring } from '../feed/exchange.ts'

/** What a worker says to its primary. */
export type FromWorker =
  | Ring
  /** It serves at this address. */
  | { kind: 'ready'; url: string }
  /** It cannot start, for the reason of a StartError; it does nothing more until it is told to stop. */
  | { kind: 'refused'; reason: string }

/** What the primary says to a worker. */
export type FromPrimary =
  | Ring
  /** Finish what is in flight and go. */
  | { kind: 'stop' }
