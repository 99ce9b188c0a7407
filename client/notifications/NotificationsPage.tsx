import { Button, Skeleton, Stack } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from '../lib/store.ts'
import { failureText } from '../network/failure.ts'
import { session } from '../session/session.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { Reloaded } from '../ui/Reloaded.tsx'
import { Announce } from './Announce.tsx'
import { NotificationRow } from './NotificationRow.tsx'
import classes from './NotificationsPage.module.css'
import { useNotifications } from './NotificationsProvider.tsx'

/** Everything the business did, the newest first. Looking at it marks it as read. */
export function NotificationsPage() {
  const { list, unread, markRead } = useNotifications()
  const now = useStore(session)
  const admin = 'agent' in now && now.agent.role === 'ADMIN'
  const fresh = useFresh(list.status === 'ready', unread, list.edges.length)
  useMarkRead(unread > 0 && list.status === 'ready', markRead)
  return (
    <Page title="Notifications" about="Sales, payments and changes, as they happen" actions={admin && <Announce />}>
      {list.reloads > 0 && <Reloaded key={list.reloads} />}
      {list.status === 'loading' && <Loading />}
      {list.status === 'failed' && <Failed text={failureText(list.error)} onRetry={list.retry} />}
      {list.status === 'ready' && list.edges.length === 0 && (
        <Blank icon={<IconBell size={40} stroke={1.4} />} title="Nothing has happened yet">
          When a policy is sold, a payment comes in or a tariff changes, you will see it here.
        </Blank>
      )}
      <Days edges={list.edges} fresh={fresh} />
      {list.hasOlder && (
        <Button variant="default" className={classes.older} onClick={list.loadOlder} loading={list.loadingOlder}>
          {list.olderFailed ? 'Older ones did not come. Try again' : 'Show older'}
        </Button>
      )}
    </Page>
  )
}

type Edges = ReturnType<typeof useNotifications>['list']['edges']

function Days({ edges, fresh }: { edges: Edges; fresh: number }) {
  return (
    <ol className={classes.list} aria-label="Notifications, newest first">
      {edges.toReversed().map(({ node }, at) => (
        <NotificationRow key={node.id} notification={node} fresh={at < fresh} />
      ))}
    </ol>
  )
}

function Loading() {
  return (
    <Stack gap="sm" role="status" aria-label="Loading notifications">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} height={64} radius="md" />
      ))}
    </Stack>
  )
}

/** How many of the newest stay marked as new: those unread when the screen was opened, and what has come since. */
function useFresh(ready: boolean, unread: number, total: number): number {
  const [start, setStart] = useState<number | null>(null)
  if (ready && start === null) setStart(total - unread)
  return start === null ? 0 : Math.max(0, total - start)
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
