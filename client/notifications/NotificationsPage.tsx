import { Button, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { Reloaded } from '../ui/Reloaded.tsx'
import { Announce } from './Announce.tsx'
import { isKind, type Kind, kinds, kindsName } from './kinds.ts'
import { NotificationDays } from './NotificationDays.tsx'
import classes from './NotificationsPage.module.css'
import { useNotifications } from './NotificationsProvider.tsx'
import { useNewsInSight } from './news-in-sight.ts'
import { Pinned } from './Pinned.tsx'
import { Sentence_notification } from './sentence.ts'

/** Everything the business did, the newest first, by day. Looking at it marks it as read. */
export function NotificationsPage() {
  const t = useTexts()
  const { list, unread, markRead } = useNotifications()
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const asked = params.get('kind')
  const kind = isKind(asked) ? asked : null
  const top = useRef<HTMLDivElement>(null)
  useNewsInSight(top)
  const fresh = useFresh(list.status === 'ready', unread, list.edges)
  useMarkRead(unread > 0 && list.status === 'ready', markRead)
  const shown = list.edges
    .map(({ node }, at) => ({ node, fresh: at >= list.edges.length - fresh }))
    .filter(({ node }) => kind === null || readFragment(Sentence_notification, node).__typename === kind)
    .toReversed()
  const isEmpty = list.status === 'ready' && list.edges.length === 0
  return (
    <Page
      title={t('notifications.title')}
      about={t('notifications.about')}
      actions={me?.role === 'ADMIN' && <Announce />}
    >
      {list.reloads > 0 && <Reloaded key={list.reloads} />}
      <div ref={top} />
      <Pinned />
      {list.status === 'loading' && <Loading />}
      {list.status === 'failed' && <Failed text={failureText(list.error)} onRetry={list.retry} />}
      {isEmpty && (
        <Blank icon={<IconBell size={40} stroke={1.4} />} title={t('notifications.nothingYet')}>
          {t('notifications.nothingYetAbout')}
        </Blank>
      )}
      {list.status === 'ready' && !isEmpty && (
        <KindFilter kind={kind} onChange={(next) => setParams(next ? { kind: next } : {}, { replace: true })} />
      )}
      <NotificationDays shown={shown} />
      {kind && !isEmpty && shown.length === 0 && (
        <Text role="status">{t('notifications.noneOfKind', { count: list.edges.length })}</Text>
      )}
      {list.hasOlder && (
        <Button variant="default" className={classes.older} onClick={list.loadOlder} loading={list.loadingOlder}>
          {list.olderFailed ? t('notifications.olderFailed') : t('ui.showOlder')}
        </Button>
      )}
    </Page>
  )
}

function KindFilter({ kind, onChange }: { kind: Kind | null; onChange(kind: string): void }) {
  const t = useTexts()
  const all = Object.keys(kinds)
    .filter(isKind)
    .map((value) => ({ value, label: kindsName(value) }))
  return (
    <NativeSelect
      className={classes.filter}
      aria-label={t('notifications.show')}
      data={[{ value: '', label: t('notifications.everything') }, ...all]}
      value={kind ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Loading() {
  const t = useTexts()
  return (
    <Stack gap="sm" role="status" aria-label={t('notifications.loading')}>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} height={64} radius="md" />
      ))}
    </Stack>
  )
}

type Edges = ReturnType<typeof useNotifications>['list']['edges']

/** How many of the newest stay marked as new: those unread when the screen was opened, and what has come since. */
function useFresh(ready: boolean, unread: number, edges: Edges): number {
  // The cursor of the last one that was read; undefined until it is known, null where none was.
  const [lastRead, setLastRead] = useState<string | null>()
  if (ready && lastRead === undefined) setLastRead(edges.at(-1 - unread)?.cursor ?? null)
  if (lastRead === undefined) return 0
  return edges.length - 1 - edges.findLastIndex(({ cursor }) => cursor === lastRead)
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
