import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { type History, writtenIn } from '../feed/history.ts'
import { edgesOf, feedPage } from '../feed/page.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import { InvalidInput } from '../lib/errors.ts'
import { type Page, type PageArgs, pageSize } from '../lib/page.ts'
import type { RateLimit } from '../lib/rate-limit.ts'
import { sharedLoader } from '../lib/shared-loader.ts'
import { readUuid } from '../lib/uuid.ts'
import type { RoomAccessControl } from './access-control.ts'
import type { MentionKeeping } from './mention-service.ts'
import {
  compose,
  editableUntil,
  type Message,
  type MessageVersion,
  type SendMessageInput,
  type SentMessage,
  unknownMessage,
  unknownReply,
} from './message.ts'
import * as store from './message-store.ts'
import { topicOf } from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import { messageKinds } from './room-change.ts'
import { createRoomWriter, type MessageFiles, type WriteMessage } from './room-writer.ts'
import type { Typing } from './typing.ts'

export type MessagePageArgs = PageArgs & { around?: string | null }
/** A page and the history of its room's topic at the moment it was read. */
export type MessagePage = Page<Message> & { history: History }

export type Messages = {
  /** A page of a room that the viewer may read. Throws INVALID_INPUT, UNKNOWN_MESSAGE for `around`, or CURSOR_EXPIRED. */
  page(roomId: string, args: MessagePageArgs): Promise<MessagePage>
  /** Where a room's topic is now, as a cursor. */
  headOf(roomId: string, history?: History): Promise<string>
  /** Null for a message that does not exist for the viewer. */
  message(viewer: Viewer, id: string): Promise<Message | null>
  /** Of rooms that the viewer is known to be in. */
  messagesByIds(ids: readonly string[]): Promise<(Message | null)[]>
  /** Null for a room without messages. */
  lastMessage(roomId: string): Promise<Message | null>
  /** What is pinned in a room, that which was pinned last first. */
  pinnedMessages(roomId: string): Promise<Message[]>
  /** The earlier texts of an edited message, oldest first. */
  versions(id: string): Promise<MessageVersion[]>
  /** Until when its author may edit a message; null is for ever. */
  editableUntil(message: Message): Date | null
  /** The message and its cursor once it is durable. A clientId that the same author used before gives that message. */
  sendMessage(viewer: Viewer, input: SendMessageInput): Promise<{ message: Message; cursor: string }>
  /** New messages. Refuses with UNKNOWN_ROOM, FORBIDDEN, CURSOR_EXPIRED, or INVALID_INPUT for another cursor. */
  messageReceived(viewer: Viewer, roomId: string, after: string | null): Promise<TopicReader<SentMessage>>
  /** Every change of a room, in order. Refuses like `messageReceived`. */
  roomChanged(viewer: Viewer, roomId: string, after: string | null): Promise<TopicReader<SentMessage>>
}

export function createMessages(deps: {
  db: Db
  feed: Feed
  access: RoomAccessControl
  activity: RoomActivity
  mentions: MentionKeeping
  typing: Typing
  files: MessageFiles
  now: () => Date
  newId: () => string
  rate: RateLimit | null
  /** How long a message may be edited, in seconds; null is for ever. */
  editWindow: number | null
}): Messages {
  const { db, feed, access, activity, mentions, typing, files, now, newId, rate } = deps

  const writers = new Map<string, WriteMessage>()
  const writerOf = (roomId: string): WriteMessage => {
    const onWritten = (seq: number, mentioning: boolean) => {
      activity.changed(roomId, seq)
      if (mentioning) mentions.wake()
    }
    const writer = writers.get(roomId) ?? createRoomWriter({ db, feed, roomId, files, onWritten })
    writers.set(roomId, writer)
    return writer
  }

  const lastMessages = sharedLoader<string, Message | null>(async (roomIds) => {
    const rows = await store.lastMessages(db.sql, [...new Set(roomIds)])
    const byRoom = new Map(rows.map((row) => [row.roomId, row]))
    return roomIds.map((id) => byRoom.get(id) ?? null)
  })

  const pinnedMessages = sharedLoader<string, Message[]>(async (roomIds) => {
    const rows = await store.pinnedMessages(db.sql, [...new Set(roomIds)])
    return roomIds.map((id) => rows.filter(({ roomId }) => roomId === id))
  }, 100)

  const follow = async (viewer: Viewer, roomId: string, after: string | null, kinds?: ReadonlySet<string>) => {
    const room = await access.toRead(viewer, roomId)
    const topic = topicOf(roomId)
    const whileMember = access.whileMember(viewer, room)
    const reader = await feed.follow<SentMessage>(topic, {
      after: after === null ? null : decodeCursor(topic, after, 'after'),
      ...(kinds ? { kinds } : {}),
      ...(whileMember ? { access: whileMember } : {}),
    })
    // The reader may begin behind a removal that came after the first question.
    await whileMember?.check()
    return reader
  }

  const around = async (roomId: string, args: MessagePageArgs): Promise<MessagePage> => {
    for (const path of ['after', 'before', 'last'] as const)
      if (args[path] != null) throw new InvalidInput([{ path, message: 'Must not be given together with around.' }])
    const { size } = pageSize(args, 'first')
    const id = readUuid(args.around ?? '')
    const [message] = id === null ? [] : await store.messagesByIds(db.sql, [id])
    if (message?.roomId !== roomId) throw unknownMessage(args.around ?? '')
    const older = Math.floor(size / 2)
    const newer = size - older
    const { history, rows } = await store.messagesAround(db.sql, roomId, message.seq, older + 1, newer + 1)
    const from = rows.findIndex(({ seq }) => seq === message.seq)
    const hasPreviousPage = from > older
    const hasNextPage = rows.length - from > newer
    const shown = rows.slice(hasPreviousPage ? 1 : 0, hasNextPage ? -1 : undefined)
    return { edges: edgesOf(topicOf(roomId), history, shown), hasNextPage, hasPreviousPage, history }
  }

  return {
    page: async (roomId, args) => {
      if (args.around != null) return around(roomId, args)
      let history: History | undefined
      const page = await feedPage(topicOf(roomId), args, async (after, before, limit, end) => {
        const read = await store.messagesBetween(db.sql, roomId, after, before, limit, end)
        history = read.history
        return read
      })
      return { ...page, history: history as History }
    },
    headOf: async (roomId, given) => {
      const history = given ?? (await feed.history(topicOf(roomId)))
      return encodeCursor(topicOf(roomId), { epoch: writtenIn(history, history.head), seq: history.head })
    },
    message: async (viewer, id) => (await access.findMessage(viewer, id))?.message ?? null,
    messagesByIds: (ids) => store.messagesByIds(db.sql, ids),
    lastMessage: (roomId) => lastMessages.load(roomId),
    pinnedMessages: (roomId) => pinnedMessages.load(roomId),
    versions: (id) => store.versionsOf(db.sql, id),
    editableUntil: (message) => editableUntil(message, deps.editWindow),

    sendMessage: async (viewer, input) => {
      const message = compose(input, viewer.login, newId(), now())
      const room = await access.toWrite(viewer, message.roomId)
      await rate?.count(viewer.login)
      if (message.replyTo) {
        const [answered] = await store.messagesByIds(db.sql, [message.replyTo])
        if (answered?.roomId !== message.roomId) throw new InvalidInput([unknownReply])
      }
      const mentioning = mentions.mentioningOf(room, message.text)
      // Nobody else's text waits here: messages are written in the order they came in.
      if (mentioning?.here) await mentions.assertConfirmed(room, input.confirmHere ?? false)
      const sent = await writerOf(message.roomId)(message, mentioning)
      typing.set(sent.roomId, viewer.login, false)
      return { message: sent, cursor: encodeCursor(topicOf(sent.roomId), sent) }
    },

    messageReceived: (viewer, roomId, after) => follow(viewer, roomId, after, messageKinds),
    roomChanged: (viewer, roomId, after) => follow(viewer, roomId, after),
  }
}
