import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { backoff, sleep, wake } from '../lib/backoff.ts'
import { createStore } from '../lib/store.ts'
import { isPassing } from '../network/failure.ts'
import { follow } from './follow.ts'
import { type Edge, opened, type Page, type Timeline, withNew, withOlder } from './timeline.ts'

/** Where a timeline comes from: the pages of a connection, and the subscription that goes on after their last cursor. */
export type LiveSource<T, PageData, LiveData, V extends AnyVariables> = {
  page: TypedDocumentNode<PageData, V & { last: number; before?: string | null }>
  live: TypedDocumentNode<LiveData, V & { after?: string | null }>
  variables: V
  /** Null when there is no such list. */
  pageOf(data: PageData): Page<T> | null
  edgeOf(data: LiveData): Edge<T>
}

/** Infers the types of a source. */
export const liveSource = <T, PageData, LiveData, V extends AnyVariables>(
  source: LiveSource<T, PageData, LiveData, V>,
): LiveSource<T, PageData, LiveData, V> => source

export type Live<T extends { id: string }> = Timeline<T> & {
  status: 'loading' | 'ready' | 'failed' | 'missing'
  error: CombinedError | null
  loadingOlder: boolean
  olderFailed: boolean
  /** Counts how often history was loaded afresh because the cursor had expired. */
  reloads: number
}

export type LiveListeners<T extends { id: string }, PageData> = {
  /** Entries that came by subscription, replays after a lost connection included. */
  onNew?: (fresh: readonly Edge<T>[], all: Live<T>) => void
  /** The data of every first page: what else the query asked for. */
  onLoaded?: (data: PageData) => void
}

const pageLength = 50

/** Entries that arrive within this many milliseconds are shown together: one paint for a burst. */
const batchTime = 16

/** Keeps a page and its subscription in one timeline, from `start` until the function it returned is called. */
export function createLive<T extends { id: string }, PageData, LiveData, V extends AnyVariables>(
  client: Client,
  source: LiveSource<T, PageData, LiveData, V>,
  listeners: LiveListeners<T, PageData>,
) {
  const nothing: Timeline<T> = { edges: [], hasOlder: false, cursor: null }
  const idle = { error: null, loadingOlder: false, olderFailed: false, reloads: 0 }
  const store = createStore<Live<T>>({ ...nothing, ...idle, status: 'loading' })
  let stopped = true
  let opening = false
  let cursor: string | null = null
  let arrived: Edge<T>[] = []
  let flushing: ReturnType<typeof setTimeout> | undefined
  let unfollow = () => {}

  const set = (change: Partial<Live<T>>) => store.set({ ...store.get(), ...change })

  async function ask(before: string | null) {
    const variables = { ...source.variables, last: pageLength, before }
    const { data, error } = await client.query(source.page, variables, { requestPolicy: 'network-only' }).toPromise()
    return { data, error, page: data && !error ? source.pageOf(data) : null }
  }

  /** Shows a fresh first page in place of everything. A server that cannot be reached is asked again until it answers. */
  async function open(): Promise<boolean> {
    for (let attempt = 0; !stopped; attempt++) {
      const { data, error, page } = await ask(null)
      if (stopped) return false
      if (data && page) {
        clearTimeout(flushing)
        arrived = []
        const timeline = opened(page)
        cursor = timeline.cursor
        set({ ...timeline, status: 'ready', error: null })
        listeners.onLoaded?.(data)
        return true
      }
      const shown = store.get().status === 'ready'
      if (!shown) set(error ? { status: 'failed', error } : { status: 'missing' })
      if (!shown && !isPassing(error)) return false
      await sleep(backoff(attempt + 1))
    }
    return false
  }

  async function begin(): Promise<void> {
    opening = true
    const isOpen = await open()
    opening = false
    if (!isOpen) return
    unfollow()
    unfollow = follow(client, {
      document: source.live,
      variables: source.variables as V & { after?: string | null },
      after: () => cursor,
      onData: (data) => receive(source.edgeOf(data)),
      async reload() {
        if (await open()) set({ reloads: store.get().reloads + 1 })
      },
    })
  }

  function receive(edge: Edge<T>): void {
    cursor = edge.cursor
    arrived.push(edge)
    if (arrived.length === 1) flushing = setTimeout(flush, batchTime)
  }

  function flush(): void {
    const batch = arrived
    arrived = []
    const known = store.get().edges.length
    set(withNew(store.get(), batch))
    const now = store.get()
    if (now.edges.length > known) listeners.onNew?.(now.edges.slice(known), now)
  }

  async function loadOlder(): Promise<void> {
    const { edges, hasOlder, loadingOlder } = store.get()
    const oldest = edges[0]?.cursor
    if (!hasOlder || loadingOlder || !oldest) return
    set({ loadingOlder: true, olderFailed: false })
    const { page } = await ask(oldest)
    const now = store.get()
    // The timeline may have been loaded afresh meanwhile; then this page no longer borders on it.
    const fits = page && now.edges[0]?.cursor === oldest
    if (!stopped) set({ ...(fits ? withOlder(now, page) : {}), loadingOlder: false, olderFailed: !page })
  }

  return {
    store,
    loadOlder,
    retry() {
      set({ status: 'loading', error: null })
      if (opening) wake()
      else begin()
    },
    start() {
      stopped = false
      begin()
      return () => {
        stopped = true
        clearTimeout(flushing)
        unfollow()
      }
    },
  }
}
