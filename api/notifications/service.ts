import type { Viewer } from '../auth/viewer.ts'
import type { Db, Tx } from '../db/db.ts'
import { decodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import type { Entry } from '../feed/log.ts'
import { feedPage } from '../feed/page.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { markSeen } from '../messaging/inbox.ts'
import type { BusinessEvent } from './events.ts'
import { announcement, type Kind, type Notification, render } from './notification.ts'
import * as store from './store.ts'

/** What the bridge hands over: the key is the same whenever the same event comes again. */
export type EventDelivery = { event: BusinessEvent; inboxKey: string; at: Date | null }

export type Notifications = {
  /** Tells an event once, however often it is delivered. */
  deliver(delivery: EventDelivery): Promise<void>
  announce(viewer: Viewer, text: string): Promise<Notification>
  notifications(viewer: Viewer, args: PageArgs): Promise<Page<Notification>>
  notification(viewer: () => Viewer, after: string | null): Promise<TopicReader<Notification>>
  unreadCount(viewer: Viewer): Promise<number>
  markNotificationsRead(viewer: Viewer, upTo: string): Promise<{ unreadCount: number }>
}

export const topic = 'notifications'

export function createNotifications(deps: { db: Db; feed: Feed; now: () => Date; newId: () => string }): Notifications {
  const { db, feed, now, newId } = deps

  const publish = async (tx: Tx, kind: Kind, at: Date, content: ReturnType<typeof render>): Promise<Notification> => {
    const notification = { id: newId(), kind, at, ...content }
    const draft = { kind, body: notification, audience: content.audience, at: now() }
    await feed.append(tx, topic, [draft], store.insertNotifications)
    return notification
  }

  return {
    deliver: async ({ event, inboxKey, at }) => {
      try {
        await db.transaction(async (tx) => {
          const soldBy = await sellerFor(tx, event)
          // In one round trip: that an event was told before is rare, and then all of this is undone.
          const [isNew] = await Promise.all([
            markSeen(tx, inboxKey),
            publish(tx, event.kind, at ?? now(), render(event, soldBy)),
          ])
          if (!isNew) throw new ToldBefore()
        })
      } catch (error) {
        if (!(error instanceof ToldBefore)) throw error
      }
    },

    announce: async (viewer, text) => {
      const content = announcement(text, viewer.login)
      return db.transaction((tx) => publish(tx, 'Announcement', now(), content))
    },

    notifications: (viewer, args) =>
      feedPage(
        topic,
        args,
        () => feed.head(topic),
        (after, before, limit, end) => store.notificationsBetween(db.sql, readerOf(viewer), after, before, limit, end),
      ),

    // The viewer is asked for at every entry: rights that change on a live socket count at once.
    notification: (viewer, after) =>
      feed.follow<Notification>(topic, {
        after: after === null ? null : decodeCursor(topic, after, 'after'),
        maySee: (entry) => maySee(viewer(), entry),
      }),

    unreadCount: (viewer) => store.countUnread(db.sql, viewer.login, readerOf(viewer)),

    markNotificationsRead: async (viewer, upTo) => {
      await store.markRead(db.sql, viewer.login, decodeCursor(topic, upTo, 'upTo'))
      return { unreadCount: await store.countUnread(db.sql, viewer.login, readerOf(viewer)) }
    },
  }
}

class ToldBefore extends Error {}

/** Null for a sale, which names its seller itself, and for events that are about no policy. */
function sellerFor(tx: Tx, event: BusinessEvent): Promise<string | null> | null {
  if (event.kind === 'PolicySold' || !('policyNumber' in event) || event.policyNumber === null) return null
  return store.sellerOf(tx, event.policyNumber)
}

const readerOf = (viewer: Viewer) => (viewer.role === 'AGENT' ? viewer.login : null)

function maySee(viewer: Viewer, entry: Entry): boolean {
  return entry.audience === null || viewer.role !== 'AGENT' || entry.audience.includes(viewer.login)
}
