import { Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { NotificationFilter } from '../gql/graphql.ts'
import { useLive } from '../live/useLive.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { Announce } from './Announce.tsx'
import { askedBy, filterOf, paramsOf } from './filter.ts'
import { NotificationFilters } from './NotificationFilters.tsx'
import { NotificationList } from './NotificationList.tsx'
import { useNotifications } from './NotificationsProvider.tsx'
import { useNewsInSight } from './news-in-sight.ts'
import { notificationSource } from './notification-source.ts'
import { Pinned } from './Pinned.tsx'

/** Everything the business did, or what is asked for of it, the newest first, by day. Looking at all of it marks it as read. */
export function NotificationsPage() {
  const t = useTexts()
  const { list, unread, markRead } = useNotifications()
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const asked = askedBy(params)
  const filter = filterOf(asked)
  const top = useRef<HTMLDivElement>(null)
  useNewsInSight(top)
  const fresh = useFresh(list.status === 'ready', unread, list.edges)
  useMarkRead(unread > 0 && list.status === 'ready' && filter === null, markRead)
  const isEmpty = list.status === 'ready' && list.edges.length === 0
  return (
    <Page
      title={t('notifications.title')}
      about={t('notifications.about')}
      actions={me?.role === 'ADMIN' && <Announce />}
    >
      <div ref={top} />
      <Pinned />
      {(filter !== null || (list.status === 'ready' && !isEmpty)) && (
        <NotificationFilters asked={asked} onChange={(next) => setParams(paramsOf(next), { replace: true })} />
      )}
      {filter === null ? (
        <NotificationList
          list={list}
          fresh={fresh}
          empty={
            <Blank icon={<IconBell size={40} stroke={1.4} />} title={t('notifications.nothingYet')}>
              {t('notifications.nothingYetAbout')}
            </Blank>
          }
        />
      ) : (
        <Filtered key={JSON.stringify(filter)} filter={filter} fresh={fresh} />
      )}
    </Page>
  )
}

function Filtered({ filter, fresh }: { filter: NotificationFilter; fresh: ReadonlySet<string> }) {
  const t = useTexts()
  const list = useLive(notificationSource(filter))
  return (
    <NotificationList list={list} fresh={fresh} empty={<Text role="status">{t('notifications.noneFound')}</Text>} />
  )
}

type Edges = ReturnType<typeof useNotifications>['list']['edges']

/** The cursors of those that stay marked as new: the ones unread when the screen was opened, and what has come since. */
function useFresh(ready: boolean, unread: number, edges: Edges): ReadonlySet<string> {
  // The cursor of the last one that was read; undefined until it is known, null where none was.
  const [lastRead, setLastRead] = useState<string | null>()
  if (ready && lastRead === undefined) setLastRead(edges.at(-1 - unread)?.cursor ?? null)
  if (lastRead === undefined) return new Set()
  return new Set(edges.slice(edges.findLastIndex(({ cursor }) => cursor === lastRead) + 1).map(({ cursor }) => cursor))
}

/** Marks as read when the page is really looked at. */
function useMarkRead(needed: boolean, markRead: () => void): void {
  const mark = useRef(markRead)
  mark.current = markRead
  useEffect(() => {
    if (!needed) return
    const look = () => !document.hidden && mark.current()
    const timer = setTimeout(look, 600)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [needed])
}
