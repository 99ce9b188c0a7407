import { useEffect, useState } from 'react'
import { type AnyVariables, useClient } from 'urql'
import { useStore } from '../lib/store.ts'
import { createLive, type Live, type LiveListeners, type LiveSource } from './live.ts'

export type LiveList<T extends { id: string }> = Live<T> & { loadOlder(): void; retry(): void }

/**
 * A page and its subscription as one list, for as long as the component lives. The source and the listeners are those
 * of the first render.
 */
export function useLive<T extends { id: string }, PageData, LiveData, V extends AnyVariables>(
  source: LiveSource<T, PageData, LiveData, V>,
  listeners: LiveListeners<T, PageData, LiveData> = {},
): LiveList<T> {
  const client = useClient()
  const [live] = useState(() => createLive(client, source, listeners))
  useEffect(() => live.start(), [live])
  const state = useStore(live.store)
  return { ...state, loadOlder: live.loadOlder, retry: live.retry }
}
