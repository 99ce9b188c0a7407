import { type RefObject, useCallback, useEffect, useRef } from 'react'

type Log = {
  scroller: RefObject<HTMLElement | null>
  count: number
  /** The last row that is wholly in sight. */
  lastInSight: number
  scrollTo(index: number): void
  /** Back to where one writes. */
  onLeave(): void
}

/**
 * Arrow keys move the focus through the messages, from the last one in sight; Tab leads into what one can do with a
 * message, and Escape back to where one writes. The function that is returned brings the focus to a row, which may not be
 * in the document yet.
 */
export function useRowKeys(log: Log): (index: number) => void {
  const latest = useRef(log)
  latest.current = log
  /** The row that gets the focus as soon as it is in the document. */
  const wanted = useRef<number | null>(null)

  useEffect(() => {
    if (wanted.current !== null) focusRow(latest.current.scroller.current, wanted)
  })

  const { scroller } = log
  const focus = useCallback(
    (index: number) => {
      wanted.current = index
      focusRow(scroller.current, wanted)
    },
    [scroller],
  )
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { count, lastInSight, scrollTo, onLeave } = latest.current
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      if (event.key === 'Escape') return onLeave()
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      const from = indexOf(event.target)
      const to = from === null ? lastInSight : from + (event.key === 'ArrowUp' ? -1 : 1)
      event.preventDefault()
      if (to < 0 || to >= count) return
      scrollTo(to)
      focus(to)
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  }, [scroller, focus])
  return focus
}

function focusRow(log: HTMLElement | null, wanted: { current: number | null }): void {
  const row = log?.querySelector<HTMLElement>(`li[data-index="${wanted.current}"] article`)
  if (!row) return
  wanted.current = null
  row.focus({ preventScroll: true })
}

function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('li[data-index]') : null
  return row ? Number(row.dataset.index) : null
}
