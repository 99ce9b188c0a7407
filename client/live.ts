import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { backoff, sleep, wake } from './connection.ts'
import { isPassing } from './failure.ts'
import { follow } from './follow.ts'
import { createStore } from './store.ts'
import { type Edge, opened, type Page, type Timeline, withNew, withOlder } from './timeline.ts'

/** Where a timeline comes from: a page of a connection, and the subscription that goes on where the page ends. */
export type LiveSource<T, PageData, LiveData, V extends AnyVariables> = {
  page: TypedDocumentNode<PageData, V & { last: number; before?: string | null }>
  live: TypedDocumentNode<LiveData, V & { after?: string | null }>
  variables: V
  /** Null when there is no such list. */
  pageOf(data: PageData): Page<T> | null
  edgeOf(data: LiveData): Edge<T>
}

/** Only there to have the types of a source found by themselves. */
export const liveSource = <T, PageData, LiveData, V extends AnyVariables>(
  source: LiveSource<T, PageData, LiveData, V>,
): LiveSource<T, PageData, LiveData, V> => source

export type Live<T extends { id: string }> = Timeline<T> & {
  status: 'loading' | 'ready' | 'failed' | 'missing'
  error: CombinedError | null
  loadingOlder: boolean
  olderFailed: boolean
  /** Counts how often history had to be loaded afresh because the place to go on from was lost. */
  reloads: number
}

export type LiveListeners<T extends { id: string }, PageData> = {
  /** Entries that came by subscription, replays after a lost connection included. */
  heard?: (fresh: readonly Edge<T>[], all: Live<T>) => void
  /** The data of every first page: what else the query asked for. */
  loaded?: (data: PageData) => void
}

const pageLength = 50

/** Entries that arrive within this many milliseconds are shown together: one paint for a burst. */
const batch = 16

/** Keeps a page and its subscription in one timeline, from `start` until the function it returned is called. */
export function createLive<T extends { id: string }, PageData, LiveData, V extends AnyVariables>(
  client: Client,
  source: LiveSource<T, PageData, LiveData, V>,
  listeners: LiveListeners<T, PageData>,
) {
  const nothing: Timeline<T> = { edges: [], hasOlder: false, newest: null }
  const idle = { error: null, loadingOlder: false, olderFailed: false, reloads: 0 }
  const store = createStore<Live<T>>({ ...nothing, ...idle, status: 'loading' })
  let stopped = true
  let opening = false
  let newest: string | null = null
  let waiting: Edge<T>[] = []
  let flushing: ReturnType<typeof setTimeout> | undefined
  let leave = () => {}

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
        waiting = []
        const timeline = opened(page)
        newest = timeline.newest
        set({ ...timeline, status: 'ready', error: null })
        listeners.loaded?.(data)
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
    leave()
    leave = follow(client, {
      document: source.live,
      variables: source.variables as V & { after?: string | null },
      after: () => newest,
      heard: (data) => receive(source.edgeOf(data)),
      async lapsed() {
        if (await open()) set({ reloads: store.get().reloads + 1 })
      },
    })
  }

  function receive(edge: Edge<T>): void {
    newest = edge.cursor
    waiting.push(edge)
    if (waiting.length === 1) flushing = setTimeout(flush, batch)
  }

  function flush(): void {
    const arrived = waiting
    waiting = []
    const known = store.get().edges.length
    set(withNew(store.get(), arrived))
    const now = store.get()
    if (now.edges.length > known) listeners.heard?.(now.edges.slice(known), now)
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
        leave()
      }
    },
  }
}
