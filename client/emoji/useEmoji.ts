import { useEffect } from 'react'
import { createStore, useStore } from '../lib/store.ts'

type Data = typeof import('./emoji-data.ts')

type Loading = { status: 'unasked' | 'loading' | 'failed'; data: null } | { status: 'ready'; data: Data }

const store = createStore<Loading>({ status: 'unasked', data: null })

/** Loads the emoji, once; after a failure once more. */
export async function loadEmoji(): Promise<void> {
  const { status } = store.get()
  if (status === 'loading' || status === 'ready') return
  store.set({ status: 'loading', data: null })
  try {
    store.set({ status: 'ready', data: await import('./emoji-data.ts') })
  } catch {
    store.set({ status: 'failed', data: null })
  }
}

/** The emoji; they are loaded for the first component that needs them. */
export function useEmoji(isNeeded = true): Loading {
  useEffect(() => {
    if (isNeeded) loadEmoji()
  }, [isNeeded])
  return useStore(store)
}
