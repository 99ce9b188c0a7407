import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { backoff, sleep, wake } from '../lib/backoff.ts'
import { createStore } from '../lib/store.ts'
import { isPassing } from '../network/failure.ts'
import { follow } from './follow.ts'
import {
  type Change,
  type Edge,
  opened,
  type Page,
  type Quoting,
  type Timeline,
  withChanges,
  withNewer,
  withOlder,
} from './timeline.ts'

/** Which page: the last ones, those before or after a cursor, or those around an entry. */
type PageArgs = {
  last?: number | null
  before?: string | null
  first?: number | null
  after?: string | null
  around?: string | null
}

/** Where a timeline comes from: the pages of a connection, and the subscription that goes on after their last cursor. */
export type LiveSource<T, PageData, LiveData, V extends AnyVariables> = {
  page: TypedDocumentNode<PageData, V & PageArgs>
  live: TypedDocumentNode<LiveData, V & { after?: string | null }>
  variables: V
  /** Null when there is no such list. */
  pageOf(data: PageData): Page<T> | null
  changeOf(data: LiveData): Change<T>
  /** Where entries show something of others. */
  quoting?: Quoting<T>
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
  loadingNewer: boolean
  /** Counts how often history was loaded afresh because the cursor had expired. */
  reloads: number
  /** Counts the pages that took the place of everything that was shown. */
  region: number
}

export type LiveListeners<T extends { id: string }, PageData, LiveData> = {
  /** Every event of the subscription, as it comes. */
  onEvent?: (data: LiveData) => void
  /** New entries that came by subscription, replays after a lost connection included. */
  onNew?: (fresh: readonly Edge<T>[], all: Live<T>) => void
  /** A change that is of no entry: of what the list belongs to. */
  onOther?: () => void
  /** The data of every first page: what else the query asked for. */
  onLoaded?: (data: PageData) => void
  /** Seen the newest page: the entry that is to be in sight at first, null for the newest. */
  landing?: (data: PageData) => Promise<string | null>
}

const pageLength = 50

/** Entries that arrive within this many milliseconds are shown together: one paint for a burst. */
const batchTime = 16

/** Keeps a page and its subscription in one timeline, from `start` until the function it returned is called. */
export function createLive<T extends { id: string }, PageData, LiveData, V extends AnyVariables>(
  client: Client,
  source: LiveSource<T, PageData, LiveData, V>,
  listeners: LiveListeners<T, PageData, LiveData>,
) {
  const nothing: Timeline<T> = { edges: [], hasOlder: false, hasNewer: false, ahead: [], cursor: null }
  const idle = { error: null, loadingOlder: false, olderFailed: false, loadingNewer: false, reloads: 0, region: 0 }
  const store = createStore<Live<T>>({ ...nothing, ...idle, status: 'loading' })
  let stopped = true
  let opening = false
  let cursor: string | null = null
  let arrived: Change<T>[] = []
  let flushing: ReturnType<typeof setTimeout> | undefined
  let unfollow = () => {}
  /** For each page that is being read what has come meanwhile: the page may have been read before it happened. */
  const meanwhile = new Set<Change<T>[]>()

  const set = (change: Partial<Live<T>>) => store.set({ ...store.get(), ...change })

  async function ask(args: PageArgs) {
    const since: Change<T>[] = []
    meanwhile.add(since)
    const variables = { ...source.variables, ...args }
    const { data, error } = await client.query(source.page, variables, { requestPolicy: 'network-only' }).toPromise()
    meanwhile.delete(since)
    return { data, error, page: data && !error ? source.pageOf(data) : null, since }
  }

  /** Shows a fresh first page in place of everything. A server that cannot be reached is asked again until it answers. */
  async function open(): Promise<boolean> {
    for (let attempt = 0; !stopped; attempt++) {
      const { data, error, page } = await ask({ last: pageLength })
      if (stopped) return false
      if (data && page) {
        const landed = await landingPage(data, page)
        if (stopped) return false
        clearTimeout(flushing)
        arrived = []
        const timeline = opened(landed)
        cursor = timeline.cursor
        set({ ...timeline, status: 'ready', error: null, region: store.get().region + 1 })
        listeners.onLoaded?.(data)
        return true
      }
      const shown = store.get().status === 'ready' && isPassing(error)
      if (!shown) set(error ? { status: 'failed', error } : { status: 'missing' })
      if (!shown && !isPassing(error)) return false
      await sleep(backoff(attempt + 1))
    }
    return false
  }

  /** The newest page, or the one around the entry where reading begins when that is not on it. */
  async function landingPage(data: PageData, newest: Page<T>): Promise<Page<T>> {
    const around = (await listeners.landing?.(data)) ?? null
    if (around === null || newest.edges.some(({ node }) => node.id === around)) return newest
    return (await ask({ first: pageLength, around })).page ?? newest
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
      onData(data) {
        listeners.onEvent?.(data)
        receive(source.changeOf(data))
      },
      async reload() {
        if (await open()) set({ reloads: store.get().reloads + 1 })
        else unfollow()
      },
    })
  }

  function receive(change: Change<T>): void {
    cursor = change.cursor
    if (change.node === null) listeners.onOther?.()
    for (const since of meanwhile) since.push(change)
    arrived.push(change)
    if (arrived.length === 1) flushing = setTimeout(flush, batchTime)
  }

  function flush(): void {
    const batch = arrived
    arrived = []
    const before = store.get()
    const now = { ...before, ...withChanges(before, batch, source.quoting) }
    store.set(now)
    const fresh = [...now.edges.slice(before.edges.length), ...now.ahead.slice(before.ahead.length)]
    if (fresh.length > 0) listeners.onNew?.(fresh, now)
  }

  async function loadOlder(): Promise<void> {
    const { edges, hasOlder, loadingOlder } = store.get()
    const oldest = edges[0]?.cursor
    if (!hasOlder || loadingOlder || !oldest) return
    set({ loadingOlder: true, olderFailed: false })
    const { page, since } = await ask({ last: pageLength, before: oldest })
    const now = store.get()
    // The timeline may have been loaded afresh meanwhile; then this page no longer borders on it.
    const fits = page && now.edges[0]?.cursor === oldest
    const timeline = fits ? withChanges(withOlder(now, page), replacing(since), source.quoting) : {}
    if (!stopped) set({ ...timeline, loadingOlder: false, olderFailed: !page })
  }

  async function loadNewer(): Promise<void> {
    const { edges, hasNewer, loadingNewer } = store.get()
    const newest = edges.at(-1)?.cursor
    if (!hasNewer || loadingNewer || !newest) return
    set({ loadingNewer: true })
    const { page, since } = await ask({ first: pageLength, after: newest })
    const now = store.get()
    const fits = page && now.hasNewer && now.edges.at(-1)?.cursor === newest
    const timeline = fits ? withChanges(withNewer(now, page), replacing(since), source.quoting) : {}
    if (!stopped) set({ ...timeline, loadingNewer: false })
  }

  /** Shows another page of the same list, whose subscription goes on. False when there is none. */
  async function show(args: PageArgs): Promise<boolean> {
    const { page, since } = await ask(args)
    if (!page || stopped) return false
    const timeline = withChanges(opened(page), since, source.quoting)
    set({ ...timeline, cursor, loadingOlder: false, loadingNewer: false, region: store.get().region + 1 })
    return true
  }

  return {
    store,
    loadOlder,
    loadNewer,
    /** Resolves when the entry is in the timeline; false when there is none of this id. */
    showEntry: async (id: string): Promise<boolean> =>
      store.get().edges.some(({ node }) => node.id === id) || show({ first: pageLength, around: id }),
    /** Resolves when the newest entries are in the timeline. */
    showNewest: async (): Promise<boolean> => !store.get().hasNewer || show({ last: pageLength }),
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

/** Of what came while a page was read only what replaces entries of it: the rest has been added already. */
const replacing = <T>(changes: readonly Change<T>[]) => changes.filter(({ replaces }) => replaces)
