import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useStore } from '../lib/store.ts'
import { ListRow } from '../messages/ListRow.tsx'
import { MessageDialogs } from '../messages/MessageDialogs.tsx'
import { listenToRows } from '../messages/row-listeners.ts'
import { useRowKeys } from '../messages/useRowKeys.ts'
import { useTexts } from '../texts/texts.ts'
import { Reloaded } from '../ui/Reloaded.tsx'
import { useChat } from './ChatProvider.tsx'
import { Empty } from './ListStates.tsx'
import { ListTop } from './ListTop.tsx'
import classes from './MessageList.module.css'
import { FirstUnread, NewMessages } from './NewMessages.tsx'
import { useRoom } from './RoomProvider.tsx'
import { useAtRest } from './useAtRest.ts'
import { useEnd } from './useEnd.ts'
import { usePlace, useSavedPlace } from './usePlace.ts'
import { useLooking, useReading } from './useReading.ts'
import { type Row, useRows } from './useRows.ts'

/** Room for what stands above the oldest line; always the same, so that nothing moves when it changes. */
const topHeight = 84
/** With fewer lines than this left beyond the screen the next page is asked for. */
const readAhead = 12

/** Arrow keys and Page Up scroll only what can have the focus. */
const keyboardScrolls = { tabIndex: 0 }

/** The messages: only those near the screen are in the document, however many have been loaded. */
export function MessageLog({ roomName, onLeave }: { roomName: string; onLeave(): void }) {
  const t = useTexts()
  const { me, sender, roomList, setReading } = useChat()
  const { room, list, pending } = useRoom()
  const messages = useMemo(() => list.edges.map((edge) => edge.node), [list.edges])
  const unread = useStore(room.unread)
  const goal = useStore(room.goal)
  const rows = useRows(messages, pending, me.login, unread?.id ?? null)
  const scroller = useRef<HTMLDivElement>(null)
  const estimateSize = (at: number) => (rows[at]?.head ? 62 : 30) + (rows[at]?.dayAfter ? 44 : 0)
  const place = usePlace(room, rows, { paddingStart: topHeight, estimateSize })
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey: (at) => rows[at]?.key ?? at,
    anchorTo: 'end',
    followOnAppend: !list.hasNewer,
    scrollEndThreshold: 64,
    overscan: 8,
    paddingStart: topHeight,
    paddingEnd: 16,
    ...place.options,
  })
  const { hasNewer, loadOlder, hasOlder, loadingOlder, olderFailed, loadNewer, loadingNewer } = list
  const toEnd = () => {
    room.goal.set(null)
    if (!hasNewer) return virtualizer.scrollToEnd()
    room.place.current = null
    room.unread.set(null)
    room.live.showNewest()
  }
  const end = useEnd({ scroller, rows, leftAt: place.mark, hasNewer, toEnd })
  useSavedPlace(room, virtualizer, end.leaveAt)
  // A button that does its work and disappears takes the focus with it; where one writes is where one goes on.
  const thenLeave =
    <Args extends unknown[]>(work: (...args: Args) => void) =>
    (...args: Args) => {
      work(...args)
      onLeave()
    }
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0

  useLayoutEffect(() => {
    if (place.landing !== null) virtualizer.scrollToIndex(place.landing, { align: 'start' })
  }, [place, virtualizer])

  const focusRow = useRowKeys({
    scroller,
    count: rows.length,
    lastInSight: end.atEnd ? rows.length - 1 : Math.max(0, (virtualizer.range?.endIndex ?? 0) - 1),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    onLeave,
  })

  const goalAt = goal ? rows.findIndex(({ id }) => id === goal.id) : -1
  const reached = useRef<object | null>(null)
  useLayoutEffect(() => {
    if (!goal || goalAt < 0 || reached.current === goal) return
    reached.current = goal
    virtualizer.scrollToIndex(goalAt, { align: 'center' })
    if (goal.takesFocus) focusRow(goalAt)
  }, [goal, goalAt, virtualizer, focusRow])

  const atRest = useAtRest(virtualizer, goal ?? place, end.settled)
  useEffect(() => {
    if (atRest && first < readAhead && hasOlder && !loadingOlder && !olderFailed) loadOlder()
  }, [atRest, first, hasOlder, loadingOlder, olderFailed, loadOlder])
  useEffect(() => {
    if (end.settled && last > rows.length - readAhead && hasNewer && !loadingNewer) loadNewer()
  }, [end.settled, last, rows.length, hasNewer, loadingNewer, loadNewer])

  const looking = useLooking()
  const { rooms } = useStore(roomList.store)
  const unreadCount = rooms?.find(({ id }) => id === room.id)?.unreadCount ?? null
  const lastShown = end.settled ? (virtualizer.range?.endIndex ?? -1) : -1
  useReading({ room, edges: list.edges, lastShown, unread: unreadCount })
  const readsToEnd = useStore(room.staysUnread) ? false : looking && end.atEnd
  useLayoutEffect(() => {
    setReading(readsToEnd ? room.id : null)
    return () => setReading(null)
  }, [readsToEnd, room, setReading])
  const atEnd = useRef(end.atEnd)
  atEnd.current = end.atEnd
  useLayoutEffect(() => {
    if (!looking) return
    room.look()
    return () => room.lookAway(atEnd.current)
  }, [looking, room])

  const latestRows = useRef(rows)
  latestRows.current = rows
  useEffect(() => {
    const log = scroller.current
    if (!log) return
    return listenToRows({ log, messageOf: (id) => messageIn(latestRows.current, id) })
  }, [])

  const unreadAt = unread ? rows.findIndex(({ id }) => id === unread.id) : -1
  const unreadIsAbove = unreadAt >= 0 && end.settled && unreadAt < (virtualizer.range?.startIndex ?? 0)

  return (
    <div className={classes.frame}>
      {/* The log is not live itself: virtual rows come and go, and assistive technology would read history aloud. */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="log"
        aria-live="off"
        aria-label={t('chat.messagesIn', { room: roomName })}
        {...keyboardScrolls}
      >
        {rows.length === 0 && <Empty />}
        <div className={classes.lines} style={{ height: virtualizer.getTotalSize() }}>
          <ListTop
            height={topHeight}
            list={list}
            oldest={rows[0]?.message?.sentAt}
            unread={unreadAt === 0 ? unread : null}
          />
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
                    unreadAfter={item.index === unreadAt - 1 ? unread : null}
                    isGoal={row.id === goal?.id}
                    onRetry={thenLeave(sender.retry)}
                    onDiscard={thenLeave(sender.discard)}
                  />
                )
              )
            })}
          </ol>
        </div>
      </div>
      {unread && unreadIsAbove && !end.atEnd && (
        <FirstUnread
          unread={unread}
          onJump={thenLeave(() => virtualizer.scrollToIndex(Math.max(0, unreadAt - 1), { align: 'start' }))}
        />
      )}
      <NewMessages count={end.unseen} shown={!end.atEnd || hasNewer} onJump={thenLeave(end.jump)} />
      {list.reloads > 0 && <Reloaded key={list.reloads} />}
      <MessageDialogs onLeave={onLeave} />
    </div>
  )
}

/** Null for a row that the server does not have yet, and for a deleted message. */
function messageIn(rows: readonly Row[], id: string) {
  const message = rows.find((row) => row.id === id)?.message
  return message && !message.deletedAt ? message : null
}
