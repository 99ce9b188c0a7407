import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { assertContains, clamped, type History, writtenIn } from '../feed/history.ts'
import { sharedLoader } from '../lib/shared-loader.ts'
import type { RoomAccessControl } from './access-control.ts'
import type { Involvement } from './reading.ts'
import * as store from './reading-store.ts'
import { type Room, topicOf } from './room.ts'
import type { RoomActivity } from './room-activity.ts'

/** What an agent has read of a room. */
export type Reading = Pick<History, 'epoch' | 'past'> & {
  readSeq: number
  /** Messages after that place that are somebody else's and not deleted. */
  unread: number
  /** How many of them mention the agent. */
  mentions: number
  involvement: Involvement | null
}

/** What agents have read, on the server: for all their devices at once. */
export type RoomReadings = {
  reading(viewer: Viewer, roomId: string): Promise<Reading>
  /** Everything up to a place is read; it never goes back by this. */
  markRoomRead(viewer: Viewer, roomId: string, upTo: string): Promise<Room>
  /** The message at a place, and everything after it, is unread again; it never goes forward by this. */
  markRoomUnread(viewer: Viewer, roomId: string, from: string): Promise<Room>
  setInvolvement(viewer: Viewer, roomId: string, involvement: Involvement): Promise<Room>
}

export function createRoomReadings(deps: {
  db: Db
  feed: Feed
  access: RoomAccessControl
  activity: RoomActivity
}): RoomReadings {
  const { db, feed, access, activity } = deps

  const readings = sharedLoader<{ login: string; roomId: string }, Reading>(async (asked) => {
    // Several fields of one answer ask for the same.
    const once = new Map(asked.map((pair) => [keyOf(pair), pair]))
    const rows = await store.readingsOf(db.sql, [...once.values()])
    const byKey = new Map(rows.map((row) => [keyOf(row), row]))
    return asked.map((pair) => byKey.get(keyOf(pair)) ?? nothingRead)
  })

  const seqOf = async (roomId: string, cursor: string, path: string): Promise<number> => {
    const topic = topicOf(roomId)
    const history = await feed.history(topic)
    const position = clamped(history, decodeCursor(topic, cursor, path))
    assertContains(topic, history, position)
    return position.seq
  }

  return {
    reading: (viewer, roomId) => readings.load({ login: viewer.login, roomId }),

    markRoomRead: async (viewer, roomId, upTo) => {
      const room = await access.toRead(viewer, roomId)
      const seq = await seqOf(roomId, upTo, 'upTo')
      const moved = await db.transaction(async (tx) => {
        await store.lockReading(tx, viewer.login, roomId)
        return store.markRead(tx, viewer.login, roomId, seq)
      })
      if (moved) activity.changedFor(roomId, [viewer.login])
      return room
    },

    markRoomUnread: async (viewer, roomId, from) => {
      const room = await access.toRead(viewer, roomId)
      const seq = await seqOf(roomId, from, 'from')
      await db.transaction(async (tx) => {
        await store.lockReading(tx, viewer.login, roomId)
        await store.markUnread(tx, viewer.login, roomId, Math.max(0, seq - 1))
      })
      activity.changedFor(roomId, [viewer.login])
      return room
    },

    setInvolvement: async (viewer, roomId, involvement) => {
      const room = await access.toRead(viewer, roomId)
      await store.setInvolvement(db.sql, viewer.login, roomId, involvement)
      activity.changedFor(roomId, [viewer.login])
      return room
    },
  }
}

const keyOf = ({ login, roomId }: { login: string; roomId: string }) => `${roomId} ${login}`

const nothingRead: Reading = { epoch: 0, past: [], readSeq: 0, unread: 0, mentions: 0, involvement: null }

/** The place up to which a room is read; null where nothing is. */
export function readUpTo(roomId: string, { readSeq, ...history }: Reading): string | null {
  if (readSeq === 0) return null
  return encodeCursor(topicOf(roomId), { epoch: writtenIn(history, readSeq), seq: readSeq })
}
