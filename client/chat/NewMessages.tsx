import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { UnreadName } from '../rooms/UnreadName.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './NewMessages.module.css'
import type { Unread } from './open-rooms.ts'

type Props = { count: number; shown: boolean; onJump(): void }

/** The way back to the end, with how much has come meanwhile. */
export function NewMessages({ count, shown, onJump }: Props) {
  const t = useTexts()
  if (!shown) return null
  return (
    <UnstyledButton className={classes.pill} data-new={count > 0} onClick={onJump}>
      <IconArrowDown size={16} aria-hidden="true" />
      {count > 0 ? t('chat.newMessages', { count }) : t('chat.jumpToLatest')}
    </UnstyledButton>
  )
}

/** The way up to what was unread when the room was opened. */
export function FirstUnread({ unread, onJump }: { unread: Unread; onJump(): void }) {
  return (
    <UnstyledButton className={classes.pill} data-at="top" onClick={onJump}>
      <IconArrowUp size={16} aria-hidden="true" />
      <UnreadName unread={unread} />
    </UnstyledButton>
  )
}
