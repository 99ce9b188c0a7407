import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { DomainError } from '../errors.ts'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import type { Follower } from '../feed/follow.ts'
import { feedPage } from '../feed/page.ts'
import type { Page, PageArgs } from '../page.ts'
import { compose, type Message, type Placed, type Room, type SendMessageInput } from './message.ts'
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
  messageReceived(viewer: Viewer, roomId: string, after: string | null): Promise<Follower<Message>>
}

/** The topic of a room's messages. */
export const topicOf = (roomId: string) => `room:${roomId}`

export function createChat(deps: { db: Db; feed: Feed; now: () => Date; newId: () => string }): Chat {
  const { db, feed, now, newId } = deps

  const mustExist = async (id: string) => {
    const [room] = await store.roomsByIds(db.sql, [id])
    if (!room) throw new DomainError('UNKNOWN_ROOM', `There is no room ${JSON.stringify(id.slice(0, 80))}.`)
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
        () => feed.head(topicOf(roomId)),
        (after, before, limit, end) => store.messagesBetween(db.sql, roomId, after, before, limit, end),
      ),

    sendMessage: async (viewer, input) => {
      const message = compose(input, viewer.login, newId(), now())
      await mustExist(message.roomId)
      const { clientId } = message
      const before = () => (clientId ? store.byClientId(db.sql, viewer.login, clientId) : null)
      // The second look is for a twin that another request of the same author commits at this very moment.
      const sent = (await before()) ?? (await append(message)) ?? (await before())
      if (!sent) throw new Error('A message was neither entered nor there before')
      return { message: sent, cursor: encodeCursor(topicOf(sent.roomId), sent.seq) }
    },

    messageReceived: async (_viewer, roomId, after) => {
      await mustExist(roomId)
      const topic = topicOf(roomId)
      return feed.follow<Message>(topic, { after: after === null ? null : decodeCursor(topic, after, 'after') })
    },
  }

  /** Null when the same message was there before: its place is rolled back, so the feed has no hole and no double. */
  async function append(message: Message): Promise<Placed | null> {
    try {
      return await db.transaction(async (tx) => {
        const draft = { kind: 'message', body: message, audience: null, at: message.sentAt }
        const [entry] = await feed.append(tx, topicOf(message.roomId), [draft])
        if (!entry) throw new Error('The feed gave no place')
        const placed = { ...message, seq: entry.seq }
        if (!(await store.insertMessage(tx, placed))) throw sentBefore
        return placed
      })
    } catch (error) {
      if (error === sentBefore) return null
      throw error
    }
  }
}

const sentBefore = new Error('This clientId was used before')
