import type { Db, Tx } from '../db/db.ts'
import { groupCommit } from '../db/group-commit.ts'
import type { Feed } from '../feed/feed.ts'
import { type Position, writtenIn } from '../feed/history.ts'
import { InvalidInput } from '../lib/errors.ts'
import { insertMentioningMessages, type MessageMentions } from './mention-store.ts'
import { asSent, type Placed, type SentMessage } from './message.ts'
import * as store from './message-store.ts'
import { topicOf } from './room.ts'
import type { FileNames } from './search-store.ts'

/** A message in its room, with the position of its entry. */
export type Written = Placed & Position

/** Whom a message may mention. */
export type Mentioning = Omit<MessageMentions, 'messageId'>

/** Resolves with the message, or the one that the same author sent with the same clientId before, when it is durable. */
export type WriteMessage = (message: SentMessage, mentions?: Mentioning | null) => Promise<Written>

/** What becomes of files when the message that they belong to is written and deleted. */
export type MessageFiles = {
  /**
   * In the transaction that writes it. Resolves with the files' names. Throws INVALID_INPUT unless all are its author's,
   * of its room and not sent yet.
   */
  attach(tx: Tx, message: Pick<SentMessage, 'id' | 'author' | 'roomId' | 'sentAt' | 'attachmentIds'>): Promise<string[]>
  namesOf: FileNames
  removeOf(tx: Tx, messageId: string): Promise<void>
}

/** Postgres' unique_violation. */
const uniqueViolation = '23505'

/** Messages of one room that arrive while others are being written are written together, in the order they came in. */
export function createRoomWriter(deps: {
  db: Db
  feed: Feed
  roomId: string
  files: Pick<MessageFiles, 'attach'>
  /** With the seq of the last that was written, and whether one of them mentions somebody. */
  onWritten(seq: number, mentions: boolean): void
}): WriteMessage {
  const { db } = deps
  const topic = topicOf(deps.roomId)
  const writer = deps.feed.writer<SentMessage>(topic, store.insertMessages(deps.roomId))
  type Append = ReturnType<typeof writer.next>

  const writeAll = async (append: Append, items: Item[], known = new Map<string, Written>()): Promise<Written[]> => {
    // A twin in the same batch is the same message too: the first one stands for both.
    const fresh = new Map<string, Item>()
    for (const item of items) {
      const key = keyOf(item.message)
      if (!known.has(key) && !fresh.has(key)) fresh.set(key, item)
    }
    if (fresh.size > 0) {
      const drafts = [...fresh.values()].map(({ message }) => draftOf(message))
      const mentions = [...fresh.values()].flatMap(({ message: { id }, mentions }) =>
        mentions ? [{ messageId: id, ...mentions }] : [],
      )
      try {
        // A text without @ costs nothing for those that have one.
        const entries = await (mentions.length > 0
          ? append(drafts, insertMentioningMessages(deps.roomId, mentions))
          : append(drafts))
        for (const { body, epoch, seq } of entries) known.set(keyOf(body), { ...asSent(body), epoch, seq })
        deps.onWritten(entries.at(-1)?.seq ?? 0, mentions.length > 0)
      } catch (error) {
        // Some are there already: sent before, or written by an attempt whose answer was lost. That is rare, so it is
        // not asked for beforehand; and whoever was in the way has committed.
        if ((error as { code?: string }).code !== uniqueViolation) throw error
        const there = await store.alreadyThere(
          db.sql,
          items.map(({ message }) => message),
        )
        // What is in another room is not shown to one who may write here.
        if (there.some(({ roomId }) => roomId !== deps.roomId)) throw new InvalidInput([usedElsewhere])
        if (there.length <= known.size) throw error
        const history = await deps.feed.history(topic)
        const written = there.map((message) => ({ ...message, epoch: writtenIn(history, message.seq) }))
        return writeAll(append, items, new Map(written.map((message) => [keyOf(message), message])))
      }
    }
    return items.map(({ message }) => assertHas(known, message))
  }
  // In a batch, files that cannot be sent would hold up the messages of others.
  const appendWithFiles: Append = (drafts, projection = store.insertMessages(deps.roomId)) =>
    db.transaction(async (tx) => {
      const entries = await deps.feed.append(tx, topic, drafts, projection)
      for (const { body } of drafts) {
        const fileNames = await deps.files.attach(tx, body)
        await store.updateWords(tx, { ...body, fileNames })
      }
      return entries
    })
  const writeWithFiles = async (item: Item): Promise<Written> => {
    const [written] = await writeAll(appendWithFiles, [item])
    return written as Written
  }
  const write = groupCommit<Item, Written>((items, follows) => writeAll(writer.next(follows), items), {
    isAway: db.isAway,
    maxInFlight: writer.maxInFlight,
  })
  return (message, mentions = null) => (message.attachmentIds ? writeWithFiles : write)({ message, mentions })
}

type Item = { message: SentMessage; mentions: Mentioning | null }

const usedElsewhere = { path: 'clientId', message: 'A message in another room has this clientId: make a new one.' }

const draftOf = (body: SentMessage) => ({ kind: 'message', body, audience: null, at: body.sentAt })

/** By author and clientId where it has one, else by its own id. */
function keyOf({ author, clientId, id }: SentMessage): string {
  return clientId === null ? id : `${clientId} ${author}`
}

function assertHas(known: Map<string, Written>, message: SentMessage): Written {
  const placed = known.get(keyOf(message))
  if (!placed) throw new Error(`Message ${message.id} was written and is not there`)
  return placed
}
