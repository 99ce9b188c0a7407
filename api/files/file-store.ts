import type { DbClient, Tx } from '../db/db.ts'

/** Bytes of each chunk of a content but the last. Bounds what one transfer holds in memory. */
export const chunkBytes = 262_144

/**
 * Where contents are kept, each under an id and in chunks numbered from 0. An engine outside the database ignores the
 * handle; the transaction is there so that the one inside it commits together with what says how much has arrived.
 */
export type FileStore = {
  /** Keeps a chunk, in place of an earlier one of that number. Doing it again changes nothing. */
  put(tx: Tx, id: string, number: number, bytes: Uint8Array): Promise<void>
  /** Of a chunk the bytes from `from` up to and without `to`. Null for a chunk that is not there, or not any more. */
  get(db: DbClient, id: string, number: number, from: number, to: number): Promise<Buffer | null>
  /** Removes contents. What is not there is no error. */
  remove(tx: Tx, ids: readonly string[]): Promise<void>
}
