import { Button, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LiveList } from '../live/useLive.ts'
import { failureText } from '../network/failure.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Reloaded } from '../ui/Reloaded.tsx'
import { NotificationDays } from './NotificationDays.tsx'
import classes from './NotificationsPage.module.css'
import type { NotificationNode } from './notification-source.ts'

type Props = {
  list: LiveList<NotificationNode>
  /** The cursors of those that are marked as new. */
  fresh: ReadonlySet<string>
  /** In place of a list that is empty. */
  empty: ReactNode
}

/** A list that goes on by itself, the newest first, by day. */
export function NotificationList({ list, fresh, empty }: Props) {
  const t = useTexts()
  const shown = list.edges.map(({ node, cursor }) => ({ node, fresh: fresh.has(cursor) })).toReversed()
  return (
    <>
      {list.reloads > 0 && <Reloaded key={list.reloads} />}
      {list.status === 'loading' && <Loading />}
      {list.status === 'failed' && <Failed text={failureText(list.error)} onRetry={list.retry} />}
      {list.status === 'ready' && shown.length === 0 && empty}
      <NotificationDays shown={shown} />
      {list.hasOlder && (
        <Button variant="default" className={classes.older} onClick={list.loadOlder} loading={list.loadingOlder}>
          {list.olderFailed ? t('notifications.olderFailed') : t('ui.showOlder')}
        </Button>
      )}
    </>
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
