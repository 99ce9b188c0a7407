import { Button, Loader } from '@mantine/core'
import type { Live } from '../live/live.ts'
import { UnreadName } from '../rooms/UnreadName.tsx'
import { useTexts } from '../texts/texts.ts'
import { DayName } from '../ui/Moment.tsx'
import classes from './MessageList.module.css'
import type { Unread } from './open-rooms.ts'

type Props = {
  height: number
  list: Live<{ id: string }> & { loadOlder(): void }
  oldest: string | undefined
  /** The oldest message is the first unread one: no line above it could say so. */
  unread: Unread | null
}

/** Above the oldest line: that more is coming, that it did not come, or that this is where the room began. */
export function ListTop({ height, list, oldest, unread }: Props) {
  const t = useTexts()
  return (
    <div className={classes.top} style={{ height }}>
      {list.hasOlder && list.olderFailed && (
        <Button size="compact-sm" variant="default" onClick={list.loadOlder}>
          {t('chat.olderFailed')}
        </Button>
      )}
      {list.hasOlder && !list.olderFailed && <Loader size="xs" role="img" aria-label={t('chat.loadingOlder')} />}
      {!list.hasOlder && oldest && (
        <>
          <span className={classes.beginning}>{unread ? <UnreadName unread={unread} /> : t('chat.beginning')}</span>
          <div className={classes.day}>
            <DayName at={oldest} />
          </div>
        </>
      )}
    </div>
  )
}
