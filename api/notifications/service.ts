import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { decodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { assertContains, clamped } from '../feed/history.ts'
import type { Entry } from '../feed/log.ts'
import { feedPage } from '../feed/page.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import { InvalidInput } from '../lib/errors.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { readUuid } from '../lib/uuid.ts'
import type { BusinessEvent } from './events.ts'
import { type FilterInput, isOwn, matches, notificationFilter } from './filter.ts'
import {
  announcement,
  audienceOf,
  contentOf,
  isPersonal,
  type Kind,
  kinds,
  type Notification,
  type NotificationContent,
} from './notification.ts'
import { deletePinned, insertPinned, type PinnedAnnouncement, pinnedNow } from './pinned-store.ts'
import * as store from './store.ts'
import { type StoredNotification, storedForm } from './stored.ts'

export type Notifications = {
  /** Notifies of an event that happened at a time, in the transaction that takes the event in. */
  notify(tx: Tx, happened: { event: BusinessEvent; at: Date }): Promise<void>
  /** Tells the audience of each that a message mentions them. Answers with the seqs of the notifications. */
  mentioned(tx: Tx, mentions: readonly Mention[]): Promise<number[]>
  /** What the messages of these notifications say has changed: their old sentences must not be shown any more. */
  mentionsChanged(tx: Tx, seqs: readonly number[]): Promise<void>
  /** Takes these notifications away from somebody. */
  withdrawMentions(tx: Tx, seqs: readonly number[], login: string): Promise<void>
  /** Throws INVALID_INPUT. */
  announce(viewer: Viewer, input: AnnounceInput): Promise<Notification & { kind: 'Announcement' }>
  /** Those that are in sight now, the newest first. */
  pinnedAnnouncements(): Promise<PinnedAnnouncement[]>
  /** Those that are still in sight. One that is not pinned is no error. */
  unpinAnnouncement(viewer: Viewer, id: string): Promise<PinnedAnnouncement[]>
  /** Throws INVALID_INPUT, as `notification` does. */
  notifications(viewer: Viewer, args: PageArgs, filter?: FilterInput): Promise<Page<Notification>>
  /** Everything after a cursor, then everything new; without a cursor it starts now. Bodies are for `restore`. */
  notification(
    viewer: () => Viewer,
    after: string | null,
    filter?: FilterInput,
  ): Promise<TopicReader<StoredNotification>>
  unreadCount(viewer: Viewer): Promise<number>
  unreadByKind(viewer: Viewer): Promise<{ kind: Kind; count: number }[]>
  markNotificationsRead(viewer: Viewer, upTo: string): Promise<{ unreadCount: number }>
}

/** `pinned` keeps it in sight, until it is taken down or until `shownUntil`. */
export type AnnounceInput = { text: string; pinned?: boolean; shownUntil?: Date | null }

/** A message that mentions somebody; `audience` are the logins of those to be told. */
export type Mention = { messageId: string; author: string; audience: readonly string[] }

export const topic = 'notifications'

export function createNotifications(deps: {
  db: Db
  feed: Feed
  now: () => Date
  newId: () => string
  record: RecordAudit
}): Notifications {
  const { db, feed, now, newId, record } = deps

  const publish = async <Content extends NotificationContent>(tx: Tx, at: Date, content: Content) => {
    const notification = { ...content, id: newId(), at, audience: audienceOf(content) }
    const { kind, audience } = notification
    const draft = { kind, body: storedForm(notification), audience, at: now() }
    await feed.append(tx, topic, [draft], store.insertNotifications)
    return notification
  }

  /** An entry that is nobody's: it only makes everybody forget what was read before of the entries up to the last of these. */
  const redact = async (tx: Tx, seqs: readonly number[]) => {
    const redacts = Math.max(...seqs)
    await feed.append(tx, topic, [{ kind: 'redaction', body: {}, audience: [], redacts, at: now() }])
  }

  return {
    notify: async (tx, { event, at }) => {
      const soldBy = await sellerFor(tx, event)
      await publish(tx, at, contentOf(event, soldBy))
    },

    mentioned: async (tx, mentions) => {
      const drafts = mentions.map(({ messageId, author, audience }) => {
        const at = now()
        const content = { kind: 'Mentioned', messageId, agentLogin: author } as const
        const notification: Notification = { ...content, id: newId(), at, audience: [...audience] }
        return { kind: notification.kind, body: storedForm(notification), audience: notification.audience, at }
      })
      return (await feed.append(tx, topic, drafts, store.insertNotifications)).map(({ seq }) => seq)
    },

    mentionsChanged: async (tx, seqs) => {
      if (seqs.length > 0) await redact(tx, seqs)
    },

    withdrawMentions: async (tx, seqs, login) => {
      if (seqs.length === 0) return
      await store.withdraw(tx, seqs, login)
      await feed.withdraw(tx, topic, seqs, login)
      await redact(tx, seqs)
    },

    announce: async (viewer, { text, pinned = false, shownUntil = null }) => {
      const content = announcement(text, viewer.login)
      const at = now()
      if (shownUntil !== null && shownUntil <= at)
        throw new InvalidInput([{ path: 'shownUntil', message: 'Must be in the future.' }])
      return db.transaction(async (tx) => {
        const published = await publish(tx, at, content)
        const { id } = published
        if (pinned) await insertPinned(tx, { id, text: content.text, author: viewer.login, pinnedAt: at, shownUntil })
        const detail = content.text.slice(0, 200).toWellFormed()
        await record(tx, { action: 'ANNOUNCED', actor: viewer.login, subject: id, detail })
        return published
      })
    },

    pinnedAnnouncements: () => pinnedNow(db.sql, now()),

    unpinAnnouncement: async (viewer, given) => {
      const id = readUuid(given)
      if (id !== null)
        await db.transaction(async (tx) => {
          if (await deletePinned(tx, id))
            await record(tx, { action: 'ANNOUNCEMENT_TAKEN_DOWN', actor: viewer.login, subject: id })
        })
      return pinnedNow(db.sql, now())
    },

    notifications: async (viewer, args, given = {}) => {
      const filter = notificationFilter(given)
      return feedPage(topic, args, async (after, before, limit, end) => {
        // Read before the rows, which end at its head: what commits in between is in the subscription from there.
        const history = await feed.history(topic)
        const until = Math.min(before, history.head + 1)
        return {
          history,
          rows: await store.notificationsBetween(db.sql, readerOf(viewer), filter, after, until, limit, end),
        }
      })
    },

    // The viewer is asked for at every entry: rights that change on a live socket count at once.
    notification: async (viewer, after, given = {}) => {
      const filter = notificationFilter(given)
      return feed.follow<StoredNotification>(topic, {
        after: after === null ? null : decodeCursor(topic, after, 'after'),
        kinds,
        wants: (entry) => matches(filter, entry.body as StoredNotification),
        judgesAll: filter.mine,
        maySee: (entry) => {
          const reader = viewer()
          return maySee(reader, entry) && (!filter.mine || isOwn(entry.body as StoredNotification, reader.login))
        },
      })
    },

    unreadCount: (viewer) => store.countUnread(db.sql, readerOf(viewer)),
    unreadByKind: (viewer) => store.countUnreadByKind(db.sql, readerOf(viewer)),

    markNotificationsRead: async (viewer, upTo) => {
      const history = await feed.history(topic)
      const position = clamped(history, decodeCursor(topic, upTo, 'upTo'))
      assertContains(topic, history, position)
      await store.markRead(db.sql, viewer.login, position.seq)
      return { unreadCount: await store.countUnread(db.sql, readerOf(viewer)) }
    },
  }
}

/** Null for a sale, which names its seller itself, and for events that are about no policy. */
function sellerFor(tx: Tx, event: BusinessEvent): Promise<string | null> | null {
  if (event.kind === 'PolicySold' || !('policyNumber' in event) || event.policyNumber === null) return null
  return store.sellerOf(tx, event.policyNumber)
}

const readerOf = ({ login, role }: Viewer): store.Reader => ({ login, seesAll: role !== 'AGENT' })

function maySee(viewer: Viewer, entry: Entry): boolean {
  if (isPersonal(entry.kind)) return entry.audience?.includes(viewer.login) ?? false
  if (entry.audience === null || viewer.role !== 'AGENT') return true
  const login = viewer.login.toLowerCase()
  return entry.audience.some((other) => other.toLowerCase() === login)
}
