import type { Tx } from '../db/db.ts'
import type { Feed } from '../feed/feed.ts'
import { topicOf } from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import type { RoomChange } from './room-change.ts'

/** Appends a change to a room's log, in the transaction that makes it; room lists hear of it once that has committed. */
export type WriteChange = (tx: Tx, roomId: string, change: RoomChange, at: Date) => Promise<void>

export function createChangeWriter({ feed, activity }: { feed: Feed; activity: RoomActivity }): WriteChange {
  return async (tx, roomId, change, at) => {
    const [entry] = await feed.append<object>(tx, topicOf(roomId), [{ ...change, audience: null, at }])
    if (entry) tx.afterCommit(() => activity.changed(roomId, entry.seq))
  }
}
