import { useSyncExternalStore } from 'react'
import { createStore } from '../lib/store.ts'

/** The rows whose actions are shown: only they have any in the document, however long the log is. Ids of messages. */
type ActiveRows = {
  /** Below the mouse, or touched last. */
  pointed: string | null
  /** The keyboard's focus is on it or in it. */
  focused: string | null
  /** A menu of it is open, wherever the mouse goes. */
  held: string | null
}

const none: ActiveRows = { pointed: null, focused: null, held: null }

const rows = createStore(none)

export function setActiveRows(change: Partial<ActiveRows>): void {
  const before = rows.get()
  const now = { ...before, ...change }
  const isSame = before.pointed === now.pointed && before.focused === now.focused && before.held === now.held
  if (!isSame) rows.set(now)
}

/** The menu of this row is closed; that of another one stays as it is. */
export function releaseRow(id: string): void {
  if (rows.get().held === id) setActiveRows({ held: null })
}

export const clearActiveRows = (): void => rows.set(none)

/** A row is not drawn again for what happens to others. */
export function useIsActiveRow(id: string): boolean {
  return useSyncExternalStore(rows.subscribe, () => {
    const { pointed, focused, held } = rows.get()
    return id === pointed || id === focused || id === held
  })
}
