import type { Db, Tx } from '../db/db.ts'
import { DomainError } from '../lib/errors.ts'
import { membersCalledUnasked, mentionsIn } from './mention.ts'
import * as store from './mention-store.ts'
import type { Message } from './message.ts'
import type { Room } from './room.ts'
import type { RoomActivity } from './room-activity.ts'
import type { Mentioning } from './room-writer.ts'

/** The notifications that tell of mentions. */
export type MentionNotifications = {
  /** What the messages of these say has changed. */
  mentionsChanged(tx: Tx, seqs: readonly number[]): Promise<void>
  /** They are not somebody's any more. */
  withdrawMentions(tx: Tx, seqs: readonly number[], login: string): Promise<void>
}

/** Whom messages mention. In a direct room nobody is: every message of it calls everybody. */
export type MentionKeeping = {
  /** Whom a text may mention; null for nobody. */
  mentioningOf(room: Room, text: string): Mentioning | null
  /** Throws CONFIRM_HERE, unless `@here` calls few or is confirmed. */
  assertConfirmed(room: Room, confirmed: boolean): Promise<void>
  /** There are new mentions to tell. */
  wake(): void
  /** Keeps in the transaction of an edit whom the text mentions now. Throws CONFIRM_HERE. */
  onEdited(tx: Tx, room: Room, before: Message, text: string, confirmed: boolean): Promise<void>
  onDeleted(tx: Tx, messageId: string): Promise<void>
  /** Whoever is no member any more has no mentions in the room. */
  onRemoved(tx: Tx, roomId: string, login: string): Promise<void>
}

export function createMentionKeeping(deps: {
  db: Db
  activity: RoomActivity
  notifications: MentionNotifications
  online(): Iterable<string>
  wake(): void
}): MentionKeeping {
  const { db, activity, notifications, wake } = deps

  const mentioningOf = ({ kind }: Room, text: string): Mentioning | null => {
    const mentions = kind === 'DIRECT' ? null : mentionsIn(text)
    return mentions && { ...mentions, online: mentions.here ? [...deps.online()] : [] }
  }

  const assertConfirmed = async ({ id }: Room, confirmed: boolean) => {
    if (confirmed) return
    const members = await store.countMembers(db.sql, id)
    if (members <= membersCalledUnasked) return
    const message = `@here calls those who are online of the ${members} members of this room: confirm it.`
    throw new DomainError('CONFIRM_HERE', message)
  }

  return {
    mentioningOf,
    assertConfirmed,
    wake,

    onEdited: async (tx, room, before, text, confirmed) => {
      if (room.kind === 'DIRECT') return
      const was = mentionsIn(before.text)
      const is = mentioningOf(room, text)
      if (was || is) {
        const calledBefore = was?.here ?? false
        const callsNow = is?.here ?? false
        if (callsNow && !calledBefore) await assertConfirmed(room, confirmed)
        const changed = await store.updateMentions(tx, before, {
          candidates: is?.candidates ?? [],
          here: callsNow && !calledBefore,
          online: is?.online ?? [],
          keepsCalled: callsNow && calledBefore,
        })
        if (changed.length > 0) {
          tx.afterCommit(() => activity.changedFor(room.id, changed))
          tx.afterCommit(wake)
        }
      }
      await notifications.mentionsChanged(tx, await store.notificationsOf(tx, before.id))
    },

    onDeleted: async (tx, messageId) => {
      await store.withdrawMentions(tx, messageId)
      await notifications.mentionsChanged(tx, await store.notificationsOf(tx, messageId))
    },

    onRemoved: async (tx, roomId, login) => {
      await notifications.withdrawMentions(tx, await store.deleteMentions(tx, roomId, login), login)
    },
  }
}
