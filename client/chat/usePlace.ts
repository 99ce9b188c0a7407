import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState } from 'react'
import type { OpenRoom } from './open-rooms.ts'
import type { Row } from './useRows.ts'

/** The heights that rows had when a log was left: without them a place among the rows could only be guessed. */
const heights = new WeakMap<OpenRoom, VirtualItem[]>()

type Layout = { paddingStart: number; estimateSize(index: number): number }

/**
 * Where the log of a room begins: at the message that is to be seen, where it was left, at the first unread message, or
 * at the end. `mark` is the newest row that counts as seen then, null at the end. `options` are for the virtual list: it
 * must begin at the place, since scrolling there later would measure the rows at the beginning first, and move.
 */
export function usePlace(room: OpenRoom, rows: readonly Row[], layout: Layout) {
  const [place] = useState(() => {
    const initialMeasurementsCache = heights.get(room) ?? []
    const known = new Map(initialMeasurementsCache.map(({ key, size }) => [key, size]))
    const offsetOf = (index: number) =>
      rows
        .slice(0, index)
        .map(({ key }, at) => known.get(key) ?? layout.estimateSize(at))
        .reduce((sum, size) => sum + size, layout.paddingStart)
    const indexOf = (id: string | undefined) => rows.findIndex((row) => row.id === id)

    const goal = indexOf(room.goal.get()?.id)
    if (goal >= 0)
      return {
        mark: rows.at(-1)?.key ?? null,
        landing: null,
        options: { initialMeasurementsCache, initialOffset: Math.max(0, offsetOf(goal) - 200) },
      }
    const left = room.place.current
    const at = left ? rows.findIndex(({ key }) => key === left.key) : -1
    if (left && at >= 0)
      return {
        mark: left.mark,
        landing: null,
        options: { initialMeasurementsCache, initialOffset: offsetOf(at) + left.above },
      }
    const unread = left === undefined ? indexOf(room.unread.get()?.id) : -1
    // The row above carries the line, and says what the new ones follow.
    const landing = Math.max(0, unread - 1)
    if (unread >= 0)
      return {
        mark: rows[landing]?.key ?? null,
        landing,
        options: { initialMeasurementsCache, initialOffset: offsetOf(landing) },
      }
    return { mark: null, landing: null, options: { initialMeasurementsCache } }
  })
  return place
}

/** Keeps the place when the log is left. `mark` asks for the newest row at the last end, null when the reader is there. */
export function useSavedPlace(
  room: OpenRoom,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  mark: () => string | null,
): void {
  useLayoutEffect(
    () => () => {
      heights.set(room, virtualizer.takeSnapshot())
      const offset = virtualizer.scrollOffset ?? 0
      const row = virtualizer.getVirtualItemForOffset(offset)
      const since = mark()
      room.place.current = since && row ? { key: String(row.key), above: offset - row.start, mark: since } : null
    },
    [room, virtualizer, mark],
  )
}
