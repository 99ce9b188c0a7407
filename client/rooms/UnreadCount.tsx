import { VisuallyHidden } from '@mantine/core'
import { badgeText } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import type { RoomEntry } from './room-list.ts'
import { mentionsMe } from './room-sections.ts'
import classes from './UnreadCount.module.css'

/** How much is unread in a room, and what of it has one's name. */
export function UnreadCount({ room }: { room: RoomEntry }) {
  const t = useTexts()
  const { unreadCount, mentionCount } = room
  const mentions = mentionsMe(room) ? mentionCount : 0
  return (
    <span className={classes.count} data-for-me={mentionCount > 0}>
      <span aria-hidden="true">{badgeText(unreadCount, mentions)}</span>
      <VisuallyHidden component="span">
        {mentions > 0
          ? t('rooms.unreadWithYourName', { mentions, count: unreadCount })
          : t('rooms.unread', { count: unreadCount })}
      </VisuallyHidden>
    </span>
  )
}
