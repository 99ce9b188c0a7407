import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState } from 'react'
import { useHistoryMemory } from '../ui/history-state.ts'
import type { Row } from './useRows.ts'

/** Where a reader who was not at the end left the log. */
type Place = {
  /** The row at the upper edge, and how many pixels of it were above the edge. */
  key: string
  above: number
  /** The newest row when she was last at the end: what has come since is new to her. */
  mark: string
}

/** The heights that rows had when the log was last left: without them a place among the rows could only be guessed. */
let heights: VirtualItem[] = []

/**
 * The place in the log that belongs to the entry of the browser's history: going back finds the same row at the same
 * height, whatever has come below it meanwhile. Null is the end. `options` are for the virtual list: it must begin at the
 * place, since scrolling there later would measure the rows at the beginning first, and move.
 */
export function usePlace(rows: readonly Row[], { paddingStart, estimateSize }: Layout) {
  const memory = useHistoryMemory<Place | null>('log')
  const [opened] = useState(() => {
    const left = memory.get()
    const at = rows.findIndex(({ key }) => key === left?.key)
    // A log that was read afresh since may not have the row any more.
    if (!left || at < 0) return { mark: null, options: { initialMeasurementsCache: heights } }
    const known = new Map(heights.map(({ key, size }) => [key, size]))
    const sizes = rows.slice(0, at).map(({ key }, index) => known.get(key) ?? estimateSize(index))
    const initialOffset = sizes.reduce((sum, size) => sum + size, paddingStart) + left.above
    return { mark: left.mark, options: { initialMeasurementsCache: heights, initialOffset } }
  })
  return { ...opened, memory }
}

type Layout = { paddingStart: number; estimateSize(index: number): number }

/** Keeps the place when the log is left. `mark` asks for the newest row at the last end, null when the reader is there. */
export function useSavedPlace(
  { memory }: ReturnType<typeof usePlace>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  mark: () => string | null,
): void {
  useLayoutEffect(
    () => () => {
      heights = virtualizer.takeSnapshot()
      const offset = virtualizer.scrollOffset ?? 0
      const row = virtualizer.getVirtualItemForOffset(offset)
      const since = mark()
      memory.set(since && row ? { key: String(row.key), above: offset - row.start, mark: since } : null)
    },
    [memory, virtualizer, mark],
  )
}
