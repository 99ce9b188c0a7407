import type { VirtualItem } from '@tanstack/react-virtual'
import classes from '../chat/MessageList.module.css'
import type { Unread } from '../chat/open-rooms.ts'
import type { Row } from '../chat/useRows.ts'
import { UnreadName } from '../rooms/UnreadName.tsx'
import type { Me } from '../session/grant.ts'
import { DayName } from '../ui/Moment.tsx'
import { MessageRow } from './MessageRow.tsx'
import { PendingRow } from './PendingRow.tsx'

type Props = {
  row: Row
  me: Me
  item: VirtualItem
  total: number
  measure: (element: HTMLElement | null) => void
  /** What is new begins below this line. */
  unreadAfter: Unread | null
  /** It is the message that was asked for. */
  isGoal: boolean
  onRetry(clientId: string): void
  onDiscard(clientId: string): void
}

/** One line of the list with what hangs below it: the name of the next day, or the line above what is new. */
export function ListRow({ row, me, item, total, measure, unreadAfter, isGoal, onRetry, onDiscard }: Props) {
  return (
    <li
      ref={measure}
      data-index={item.index}
      aria-setsize={total}
      aria-posinset={item.index + 1}
      className={classes.row}
      data-goal={isGoal}
      style={{ transform: `translateY(${item.start}px)` }}
    >
      {row.message && <MessageRow message={row.message} head={row.head} mine={row.mine} />}
      {row.pending && (
        <PendingRow pending={row.pending} me={me} head={row.head} onRetry={onRetry} onDiscard={onDiscard} />
      )}
      {row.dayAfter && (
        <div className={classes.day}>
          <DayName at={row.dayAfter} />
        </div>
      )}
      {unreadAfter && (
        <div className={classes.unread}>
          <UnreadName unread={unreadAfter} />
        </div>
      )}
    </li>
  )
}
