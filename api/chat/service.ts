import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { feedPage } from '../feed/page.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import { DomainError } from '../lib/errors.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { createRateLimit, type Rate } from '../lib/rate-limit.ts'
import { compose, type Message, type Room, type SendMessageInput } from './message.ts'
import { createRoomWriter, type WriteMessage } from './room-writer.ts'
import * as store from './store.ts'

/** Every agent is a member of every room. */
export type Chat = {
  rooms(viewer: Viewer): Promise<Room[]>
  /** Null for a room that does not exist. */
  room(viewer: Viewer, id: string): Promise<Room | null>
  roomsByIds(ids: readonly string[]): Promise<(Room | null)[]>
  messages(viewer: Viewer, roomId: string, args: PageArgs): Promise<Page<Message>>
  /** The message and its cursor once it is durable. A clientId that the same author used before gives that message. */
  sendMessage(viewer: Viewer, input: SendMessageInput): Promise<{ message: Message; cursor: string }>
  /** Refuses with UNKNOWN_ROOM, CURSOR_EXPIRED, or INVALID_INPUT for a cursor of something else. */
  messageReceived(viewer: Viewer, roomId: string, after: string | null): Promise<TopicReader<Message>>
}

/** The topic of a room's messages. */
export const topicOf = (roomId: string) => `room:${roomId}`

export function createChat(deps: {
  db: Db
  feed: Feed
  now: () => Date
  newId: () => string
  /** So many messages of one agent in so many seconds; null is no limit. */
  messageRate: Rate | null
}): Chat {
  const { db, feed, now, newId } = deps

  const rate = deps.messageRate && createRateLimit(deps.messageRate, tooManyMessages(deps.messageRate))

  // Rooms are never removed, so one that was seen once is there.
  const seenRooms = new Set<string>()
  const assertExists = async (id: string) => {
    if (seenRooms.has(id)) return
    const [room] = await store.roomsByIds(db.sql, [id])
    if (room) seenRooms.add(id)
    else throw new DomainError('UNKNOWN_ROOM', `There is no room ${JSON.stringify(id.slice(0, 80))}.`)
  }

  const writers = new Map<string, WriteMessage>()
  const writerOf = (roomId: string): WriteMessage => {
    const writer = writers.get(roomId) ?? createRoomWriter({ db, feed, topic: topicOf(roomId) })
    writers.set(roomId, writer)
    return writer
  }

  return {
    rooms: () => store.allRooms(db.sql),
    room: async (_viewer, id) => (await store.roomsByIds(db.sql, [id]))[0] ?? null,
    roomsByIds: async (ids) => {
      const rooms = new Map((await store.roomsByIds(db.sql, ids)).map((room) => [room.id, room]))
      return ids.map((id) => rooms.get(id) ?? null)
    },

    messages: (_viewer, roomId, args) =>
      feedPage(
        topicOf(roomId),
        args,
        () => feed.history(topicOf(roomId)),
        (after, before, limit, end) => store.messagesBetween(db.sql, roomId, after, before, limit, end),
      ),

    sendMessage: async (viewer, input) => {
      const message = compose(input, viewer.login, newId(), now())
      await assertExists(message.roomId)
      await rate?.count(viewer.login)
      const sent = await writerOf(message.roomId)(message)
      return { message: sent, cursor: encodeCursor(topicOf(sent.roomId), sent) }
    },

    messageReceived: async (_viewer, roomId, after) => {
      await assertExists(roomId)
      const topic = topicOf(roomId)
      return feed.follow<Message>(topic, { after: after === null ? null : decodeCursor(topic, after, 'after') })
    },
  }
}

function tooManyMessages({ points, duration }: Rate) {
  const time = duration === 1 ? 'a second' : `in ${duration} seconds`
  return { code: 'RATE_LIMITED', message: `At most ${points} messages ${time}: try again in a moment.` } as const
}
