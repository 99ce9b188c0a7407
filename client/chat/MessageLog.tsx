import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { Reloaded } from '../ui/Reloaded.tsx'
import { useChat } from './ChatProvider.tsx'
import { ListRow } from './ListRow.tsx'
import { Empty } from './ListStates.tsx'
import { ListTop } from './ListTop.tsx'
import classes from './MessageList.module.css'
import { NewMessages } from './NewMessages.tsx'
import { useEnd } from './useEnd.ts'
import { usePlace, useSavedPlace } from './usePlace.ts'
import { useRows } from './useRows.ts'
import { useUnreadLine } from './useUnreadLine.ts'

/** Room for what stands above the oldest line; always the same, so that nothing moves when it changes. */
const topHeight = 84
/** With fewer lines than this left above the screen the next older page is asked for. */
const readAhead = 12

/** Arrow keys and Page Up scroll only what can have the focus. */
const keyboardScrolls = { tabIndex: 0 }

/** The messages: only those near the screen are in the document, however many have been loaded. */
export function MessageLog({ onLeave }: { onLeave(): void }) {
  const { list, pending, me, sender, roomName, seen, unread, markSeen } = useChat()
  const messages = useMemo(() => list.edges.map((edge) => edge.node), [list.edges])
  const unreadLine = useUnreadLine(seen, unread > 0)
  const rows = useRows(messages, pending, me.login, unreadLine)
  const scroller = useRef<HTMLDivElement>(null)
  const estimateSize = (at: number) => (rows[at]?.head ? 62 : 30) + (rows[at]?.dayAfter ? 44 : 0)
  const place = usePlace(rows, { paddingStart: topHeight, estimateSize })
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey: (at) => rows[at]?.key ?? at,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: 64,
    overscan: 8,
    paddingStart: topHeight,
    paddingEnd: 16,
    ...place.options,
  })
  const toEnd = () => virtualizer.scrollToEnd()
  const end = useEnd({ scroller, rows, leftAt: place.mark, toEnd, onSeen: markSeen })
  useSavedPlace(place, virtualizer, end.leaveAt)
  // A button that does its work and disappears takes the focus with it; where one writes is where one goes on.
  const thenLeave =
    <Args extends unknown[]>(work: (...args: Args) => void) =>
    (...args: Args) => {
      work(...args)
      onLeave()
    }
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const { loadOlder, hasOlder, loadingOlder, olderFailed } = list

  useEffect(() => {
    if (end.settled && first < readAhead && hasOlder && !loadingOlder && !olderFailed) loadOlder()
  }, [end.settled, first, hasOlder, loadingOlder, olderFailed, loadOlder])

  return (
    <div className={classes.frame}>
      {/* The log is not live itself: virtual rows come and go, and assistive technology would read history aloud. */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="log"
        aria-live="off"
        aria-label={`Messages in ${roomName}`}
        {...keyboardScrolls}
      >
        {rows.length === 0 && <Empty />}
        <div className={classes.lines} style={{ height: virtualizer.getTotalSize() }}>
          <ListTop height={topHeight} list={list} oldest={rows[0]?.message?.sentAt} />
          <ol className={classes.rows}>
            {items.map((item) => {
              const row = rows[item.index]
              return (
                row && (
                  <ListRow
                    key={item.key}
                    row={row}
                    me={me}
                    item={item}
                    total={rows.length}
                    measure={virtualizer.measureElement}
                    unreadAfter={row.id === unreadLine && rows[item.index + 1]?.mine === false}
                    onRetry={thenLeave(sender.retry)}
                    onDiscard={thenLeave(sender.discard)}
                  />
                )
              )
            })}
          </ol>
        </div>
      </div>
      <NewMessages count={end.unseen} shown={!end.atEnd} onJump={thenLeave(end.jump)} />
      {list.reloads > 0 && <Reloaded key={list.reloads} />}
    </div>
  )
}
