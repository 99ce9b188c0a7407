import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import type { Feed } from '../feed/feed.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import type { RateLimit } from '../lib/rate-limit.ts'
import type { MessageToModerate, RoomAccessControl } from './access-control.ts'
import type { WriteChange } from './change-writer.ts'
import type { MentionKeeping } from './mention-service.ts'
import {
  deleted,
  editedText,
  type Message,
  type MessageView,
  maxEmoji,
  readEmoji,
  redacted,
  type SendMessageInput,
  unknownMessage,
} from './message.ts'
import * as store from './message-store.ts'
import { assertMayPin, assertNotArchived, maxPinned, topicOf } from './room.ts'
import { lockRoom } from './room-store.ts'
import type { MessageFiles } from './room-writer.ts'

export type EditMessageInput = Pick<SendMessageInput, 'text' | 'confirmHere'> & {
  messageId: string
  version?: number | null
}

/**
 * What becomes of a message after it was sent. Every change is an entry of the room's feed. All refuse with
 * UNKNOWN_MESSAGE, ROOM_ARCHIVED or RATE_LIMITED.
 */
export type MessageChanges = {
  editMessage(viewer: Viewer, input: EditMessageInput): Promise<Message>
  /**
   * By its author, an owner of the room or an administrator, who need not be in an open room. Deleting it again changes
   * nothing.
   */
  deleteMessage(viewer: Viewer, messageId: string): Promise<MessageView>
  react(viewer: Viewer, input: { messageId: string; emoji: string; on: boolean }): Promise<Message>
  /**
   * Refuses with FORBIDDEN, or TOO_MANY_PINNED where the room has as many as it may have. Administrators need not be in
   * an open room. Pinning again changes nothing, nor does taking away a pin that is not there.
   */
  pinMessage(viewer: Viewer, messageId: string): Promise<MessageView>
  unpinMessage(viewer: Viewer, messageId: string): Promise<MessageView>
}

export function createMessageChanges(deps: {
  db: Db
  feed: Feed
  writeChange: WriteChange
  access: RoomAccessControl
  mentions: MentionKeeping
  files: MessageFiles
  now: () => Date
  rate: RateLimit | null
  /** How long a message may be edited, in seconds; null is for ever. */
  editWindow: number | null
  record: RecordAudit
}): MessageChanges {
  const { db, feed, record, rate, writeChange, access, mentions, files, now } = deps

  /** A message that the viewer may change something of. */
  const open = async <Found extends MessageToModerate>(viewer: Viewer, id: string, find: Promise<Found | null>) => {
    const found = await find
    if (!found) throw unknownMessage(id)
    assertNotArchived(found.room)
    await rate?.count(viewer.login)
    return found
  }
  const findOpen = (viewer: Viewer, id: string) => open(viewer, id, access.findMessage(viewer, id))
  const findToModerate = (viewer: Viewer, id: string) => open(viewer, id, access.findMessageToModerate(viewer, id))

  const setPin = async (viewer: Viewer, messageId: string, on: boolean): Promise<MessageView> => {
    const { room, role, message: found } = await findToModerate(viewer, messageId)
    assertMayPin(room, { role, isAdmin: viewer.role === 'ADMIN' })
    const isOutside = role === null
    return db.transaction(async (tx) => {
      // Two who pin at once are counted one after the other.
      assertNotArchived(await lockRoom(tx, room.id))
      const message = await store.lockMessage(tx, found.id)
      if (!message || message.deletedAt !== null) throw unknownMessage(messageId)
      if ((message.pinnedAt !== null) === on) return { ...message, isOutside }
      if (on && (await store.countPinned(tx, room.id)) >= maxPinned) throw tooManyPinned()
      const at = now()
      await store.setPin(tx, message.id, on ? { at, by: viewer.login } : null)
      await writeChange(tx, room.id, { kind: 'pin-changed', body: { messageId: message.id } }, at)
      return { ...message, isOutside, pinnedAt: on ? at : null, pinnedBy: on ? viewer.login : null }
    })
  }

  return {
    editMessage: async (viewer, { messageId, text, version, confirmHere }) => {
      const { room, message: found } = await findOpen(viewer, messageId)
      return db.transaction(async (tx) => {
        const message = await store.lockMessage(tx, found.id)
        if (!message) throw unknownMessage(messageId)
        const at = now()
        const edited = editedText(message, {
          text,
          version: version ?? null,
          by: viewer.login,
          at,
          within: deps.editWindow,
        })
        if (edited === message.text) return message
        const names = await files.namesOf(tx, message.attachmentIds ?? [])
        await store.updateText(tx, message, edited, at, [...names.values()])
        await writeChange(tx, room.id, { kind: 'message-edited', body: { messageId: message.id } }, at)
        await mentions.onEdited(tx, room, message, edited, confirmHere ?? false)
        return { ...message, text: edited, version: message.version + 1, editedAt: at }
      })
    },

    deleteMessage: async (viewer, messageId) => {
      const { room, role, message: found } = await findToModerate(viewer, messageId)
      const isOutside = role === null
      if (found.author !== viewer.login && role !== 'OWNER' && viewer.role !== 'ADMIN')
        throw new DomainError(
          'FORBIDDEN',
          'Only its author, an owner of the room or an administrator may delete a message.',
        )
      return db.transaction(async (tx) => {
        const message = await store.lockMessage(tx, found.id)
        if (!message) throw unknownMessage(messageId)
        if (message.deletedAt !== null) return { ...message, isOutside }
        const at = now()
        await store.markDeleted(tx, message.id, at)
        await files.removeOf(tx, message.id)
        const body = { messageId: message.id }
        await writeChange(tx, room.id, { kind: 'message-deleted', body, redacts: message.seq }, at)
        await feed.redact(tx, topicOf(room.id), message.seq, redacted(message, at))
        await mentions.onDeleted(tx, message.id)
        if (message.author !== viewer.login) {
          const detail = `by ${message.author}, in ${room.id}`
          await record(tx, { action: 'MESSAGE_DELETED', actor: viewer.login, subject: message.id, detail })
        }
        return { ...deleted(message, at), isOutside }
      })
    },

    react: async (viewer, { messageId, emoji: given, on }) => {
      const emoji = readEmoji(given)
      const { room, message: found } = await findOpen(viewer, messageId)
      return db.transaction(async (tx) => {
        const message = await store.lockMessage(tx, found.id)
        if (!message || message.deletedAt !== null) throw unknownMessage(messageId)
        const isNew = on && !message.reactions.some((reaction) => reaction.emoji === emoji)
        if (isNew && message.reactions.length >= maxEmoji)
          throw new InvalidInput([
            { path: 'emoji', message: `A message can have at most ${maxEmoji} different emoji.` },
          ])
        const at = now()
        const changed = await store.setReaction(tx, { messageId: message.id, emoji, login: viewer.login, at }, on)
        if (!changed) return message
        const body = { messageId: message.id }
        await writeChange(tx, room.id, { kind: 'reactions-changed', body }, at)
        return (await store.messagesByIds(tx, [message.id]))[0] ?? message
      })
    },

    pinMessage: (viewer, messageId) => setPin(viewer, messageId, true),
    unpinMessage: (viewer, messageId) => setPin(viewer, messageId, false),
  }
}

function tooManyPinned(): DomainError {
  const message = `A room can have at most ${maxPinned} pinned messages: take one of them down first.`
  return new DomainError('TOO_MANY_PINNED', message)
}
