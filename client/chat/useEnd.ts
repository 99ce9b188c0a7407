import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Row } from './useRows.ts'

/** Nearer than this to the end, in pixels, the reader follows what comes. */
const near = 64

type End = {
  scroller: RefObject<HTMLDivElement | null>
  rows: readonly Row[]
  /** The newest row when the reader was last at the end, if the log opens above it; null opens it at the end. */
  leftAt: string | null
  /** The last row is not the newest message: there is more of the room below. */
  hasNewer: boolean
  toEnd(): void
}

/**
 * Whether the reader is at the end, what came below while she was not, and the ways back. Only her own scrolling
 * decides: a row that grows, a keyboard that opens or a longer composer must not make her lose the end.
 */
export function useEnd({ scroller, rows, leftAt, hasNewer, toEnd }: End) {
  const [atEnd, setAtEnd] = useState(leftAt === null && !hasNewer)
  const [settled, setSettled] = useState(false)
  const stick = useRef(leftAt === null && !hasNewer)
  const mark = useRef<string | null>(leftAt)
  const move = useRef(toEnd)
  move.current = toEnd
  const more = useRef(hasNewer)
  more.current = hasNewer
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
      const left = element.scrollHeight - element.scrollTop - element.clientHeight
      stick.current = left <= near && !more.current
      setAtEnd(stick.current)
    }
    // What fits into the log is never scrolled; its end is in sight all the same.
    const frame = requestAnimationFrame(look)
    const resized = new ResizeObserver(() => stick.current && move.current())
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
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

  const markAt = rows.findLastIndex((row) => row.key === mark.current)
  const unseen = atEnd ? 0 : rows.slice(markAt + 1).filter((row) => row.message && !row.mine).length
  const leaveAt = useCallback(() => (stick.current ? null : mark.current), [])
  return { atEnd, settled, unseen, jump: () => move.current(), leaveAt }
}
