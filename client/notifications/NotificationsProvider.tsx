import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { graphql, readFragment } from '../gql/index.ts'
import { openTabs } from '../lib/tabs.ts'
import { type LiveList, useLive } from '../live/useLive.ts'
import { connection } from '../network/connection.ts'
import type { MutationContext } from '../network/mutations.ts'
import { useMe } from '../session/useMe.ts'
import { type NotificationNode, notificationSource } from './notification-source.ts'
import { isOwnDoing, Sentence_notification } from './sentence.ts'
import { toastFor } from './toasts.ts'

const MarkNotificationsRead = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      __typename
      ... on MarkNotificationsReadSuccess { unreadCount }
      ... on Error { code message }
    }
  }
`)

/** A mark only moves forward, so marking twice is marking once. */
const repeatable: MutationContext = { repeatable: true }

type Notifications = { list: LiveList<NotificationNode>; unread: number; markRead(): void }

const allNotifications = notificationSource(null)

const Context = createContext<Notifications | null>(null)

/** What the business did, for every screen: the list, how much of it is unread, and the toasts. */
export function NotificationsProvider({ children }: { children: ReactNode }) {
  const client = useClient()
  const [unread, setUnread] = useState(0)
  const marked = useRef<string | null>(null)
  const me = useMe()
  const login = useRef<string | null>(null)
  login.current = me?.login ?? null
  const [tabs] = useState(() => openTabs<number>('parley-unread', setUnread))
  useEffect(() => () => tabs.close(), [tabs])
  const list = useLive(allNotifications, {
    onLoaded: ({ notifications }) => setUnread(notifications.unreadCount),
    onNew(fresh) {
      setUnread((count) => count + fresh.length)
      const others = fresh.filter(({ node }) => !isOwnDoing(readFragment(Sentence_notification, node), login.current))
      toastFor(
        others.map(({ node }) => node),
        connection.get().status === 'catching-up',
      )
    },
  })
  const newest = list.edges.at(-1)?.cursor ?? null
  const edges = useRef(list.edges)
  edges.current = list.edges

  async function markRead(): Promise<void> {
    if (newest === null || newest === marked.current) return
    marked.current = newest
    const { data } = await client.mutation(MarkNotificationsRead, { input: { upTo: newest } }, repeatable).toPromise()
    const result = data?.markNotificationsRead
    if (result?.__typename !== 'MarkNotificationsReadSuccess') {
      marked.current = null
      return
    }
    // The answer may be older than entries that have come meanwhile.
    const since = edges.current.length - 1 - edges.current.findLastIndex(({ cursor }) => cursor === newest)
    const left = Math.max(result.unreadCount, since)
    setUnread(left)
    tabs.send(left)
  }

  return <Context value={{ list, unread, markRead }}>{children}</Context>
}

export function useNotifications(): Notifications {
  const notifications = useContext(Context)
  if (!notifications) throw new Error('useNotifications is for children of NotificationsProvider')
  return notifications
}

export const useNotificationsUnread = (): number => useNotifications().unread
