import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Row } from './useRows.ts'

/** Nearer than this to the end, in pixels, the reader follows what comes. */
const near = 64

type End = {
  scroller: RefObject<HTMLDivElement | null>
  rows: readonly Row[]
  /** The newest row when the reader was last at the end, if the log opens above it; null opens it at the end. */
  leftAt: string | null
  toEnd(): void
  /** The newest message is before somebody's eyes. */
  onSeen(): void
}

/**
 * Whether the reader is at the end, what came below while she was not, and the ways back. Only her own scrolling
 * decides: a row that grows, a keyboard that opens or a longer composer must not make her lose the end.
 */
export function useEnd({ scroller, rows, leftAt, toEnd, onSeen }: End) {
  const [atEnd, setAtEnd] = useState(leftAt === null)
  const [settled, setSettled] = useState(false)
  const stick = useRef(leftAt === null)
  const mark = useRef<string | null>(leftAt)
  const move = useRef(toEnd)
  move.current = toEnd
  const lastKey = rows.at(-1)?.key ?? null
  const newest = rows.findLast((row) => row.message)?.key ?? null
  if (atEnd) mark.current = newest
  const ready = rows.length > 0

  useLayoutEffect(() => {
    if (!ready) return
    if (stick.current) move.current()
    const frame = requestAnimationFrame(() => setSettled(true))
    return () => cancelAnimationFrame(frame)
  }, [ready])

  useEffect(() => {
    const element = scroller.current
    if (!element || !ready) return
    const look = () => {
      stick.current = element.scrollHeight - element.scrollTop - element.clientHeight <= near
      setAtEnd(stick.current)
    }
    const resized = new ResizeObserver(() => stick.current && move.current())
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, ready])

  const ownPending = rows.filter((row) => row.pending).length
  const before = useRef(ownPending)
  useLayoutEffect(() => {
    if (ownPending > before.current || (stick.current && lastKey)) move.current()
    before.current = ownPending
  }, [ownPending, lastKey])

  useSeen(atEnd && newest !== null, newest, onSeen)

  const markAt = rows.findLastIndex((row) => row.key === mark.current)
  const unseen = atEnd ? 0 : rows.slice(markAt + 1).filter((row) => row.message && !row.mine).length
  const leaveAt = useCallback(() => (stick.current ? null : mark.current), [])
  return { atEnd, settled, unseen, jump: () => move.current(), leaveAt }
}

/** Says so when the newest message stands on a page that is looked at: now, or when the agent comes back to it. */
function useSeen(shown: boolean, newest: string | null, onSeen: () => void): void {
  const say = useRef(onSeen)
  say.current = onSeen
  // Before the next paint, or every message would flash as unread.
  useLayoutEffect(() => {
    if (!shown || newest === null) return
    const look = () => document.hasFocus() && !document.hidden && say.current()
    look()
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [shown, newest])
}
