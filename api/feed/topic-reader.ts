import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DomainError } from '../lib/errors.ts'
import { contains, expired, type Position } from './history.ts'
import type { Entry } from './log.ts'
import type { LogReader, TopicCache } from './topic-cache.ts'

/** What a reader reads from: the entries of a topic that are in memory. */
export type TopicWindow = Pick<TopicCache, 'topic' | 'epoch' | 'oldest' | 'head' | 'at' | 'join' | 'catchUp'> & {
  /** Why its readers must end. */
  readonly expired: DomainError | null
  /** Whether an entry has been replaced since, so that no reader gets it any more. Without it none ever is. */
  isReplaced?(seq: number): boolean
}

/** What a reader gets of its topic. */
export type Selection = {
  /** The kinds of entries it is about; without them all. */
  kinds?: ReadonlySet<string>
  /** Entries it refuses are passed over. The same for all readers with the same document and variables. */
  wants?: (entry: Entry) => boolean
  /** Entries it refuses are passed over; asked again for every entry, so rights that change count at once. */
  maySee?: (entry: Entry) => boolean
  /** `maySee` has something to say of entries without an audience, too. */
  judgesAll?: boolean
  /** For a topic that not everybody may read. */
  access?: Access
}

/** A reader's right to its topic, which ends with an entry that revokes it. */
export type Access = {
  login: string
  /**
   * Asked at such an entry, and by a reader that is behind once a second: what it has not reached yet may end its right.
   * Rejects with the refusal when there is none now.
   */
  check(): Promise<void>
}

/** How long, in milliseconds, a reader that is behind goes on by a right that was asked for. */
const rightTtl = 1_000

/** When a reader's right was asked for last. Whoever makes one has just asked. */
export class AccessCheck {
  readonly #access: Access | undefined
  #at = performance.now()

  constructor(access: Access | undefined) {
    this.#access = access
  }

  get isStale(): boolean {
    return this.#access !== undefined && performance.now() - this.#at > rightTtl
  }

  async renew(): Promise<void> {
    await this.#access?.check()
    this.#at = performance.now()
  }
}

export type FollowOptions = Selection & {
  /** Everything after this position; null starts now. */
  after: Position | null
}

/** Whether an entry ends a reader's right to the topic. */
export function revokes(entry: Entry, { access }: Selection): boolean {
  return access !== undefined && (entry.revokes?.includes(access.login) ?? false)
}

/** Whether a reader gets an entry. */
export function selects(selection: Selection, entry: Entry): boolean {
  const { maySee } = selection
  return isAbout(selection, entry) && (maySee === undefined || maySee(entry))
}

/** Whether an entry is one of those that a reader asks for, whoever the reader is. */
export function isAbout({ kinds, wants }: Selection, entry: Entry): boolean {
  return (kinds === undefined || kinds.has(entry.kind)) && (wants === undefined || wants(entry))
}

/** Entries read from the log at once while replaying. */
const replayPage = 200
/** Ready entries handed out before other work gets a turn. */
const stride = 64

/**
 * Replay, then live. The cache is already subscribed, so nothing falls between the two: what is in memory comes from it,
 * what is older comes from the log page by page.
 * Throws CURSOR_EXPIRED for a position that is no longer kept, or that the topic's history does not lead through.
 */
export async function follow<Body>(
  cache: TopicCache,
  log: LogReader,
  { after, ...selection }: FollowOptions,
): Promise<TopicReader<Body>> {
  if (after !== null) await assertReadable(cache, log, after)
  return new TopicReader<Body>(cache, log, after?.seq ?? cache.head, selection)
}

/**
 * A reader of one topic. As an iterator it gives the entries after its offset in order, each once, until `return()`,
 * which ends it at once also while it waits (an async generator that waits could not be ended). Until it is iterated it
 * costs nothing but itself, so that the fan-out can take over its offset instead.
 */
export class TopicReader<Body = unknown> implements AsyncIterableIterator<Entry<Body>> {
  readonly cache: TopicWindow
  readonly log: LogReader
  readonly selection: Selection
  /** The seq of the last entry handed out or passed over. */
  offset: number
  #page: Entry[] = []
  #pageAt = 0
  #handedOut = 0
  #closed = false
  #wake = () => {}
  #leave: (() => void) | null = null
  readonly #right: AccessCheck

  constructor(cache: TopicWindow, log: LogReader, offset: number, selection: Selection) {
    this.cache = cache
    this.log = log
    this.offset = offset
    this.selection = selection
    this.#right = new AccessCheck(selection.access)
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async next(): Promise<IteratorResult<Entry<Body>, undefined>> {
    if (!this.#closed) this.#leave ??= this.cache.join(() => this.#wake())
    try {
      for (;;) {
        const entry = await this.#entryAfterOffset()
        if (!entry || this.#closed) return { done: true, value: undefined }
        const isBehind = entry.seq < this.cache.head
        if (revokes(entry, this.selection) || (isBehind && this.#right.isStale)) await this.#right.renew()
        this.offset = entry.seq
        // A reader whose socket takes everything at once would otherwise keep the loop to itself in a long replay.
        if (++this.#handedOut % stride === 0) await nextTurn()
        if (selects(this.selection, entry)) return { done: false, value: entry as Entry<Body> }
      }
    } catch (error) {
      this.#end()
      throw error
    }
  }

  async return(): Promise<IteratorResult<Entry<Body>, undefined>> {
    this.#end()
    return { done: true, value: undefined }
  }

  async #entryAfterOffset(): Promise<Entry | null> {
    for (;;) {
      if (this.#closed) return null
      if (this.cache.expired) throw this.cache.expired
      const read = this.#page[this.#pageAt]
      if (read) {
        this.#pageAt++
        return read
      }
      if (this.offset < this.cache.head) {
        if (this.offset + 1 >= this.cache.oldest) return this.cache.at(this.offset + 1)
        this.#page = await readPage(this.cache, this.log, this.offset)
        this.#pageAt = 0
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }

  #end(): void {
    this.#closed = true
    const leave = this.#leave
    this.#leave = null
    leave?.()
    this.#wake()
  }
}

/**
 * The next page of the log after an offset in the history of a cache. Throws CURSOR_EXPIRED when what follows the offset
 * is no longer kept, or the log holds another history.
 */
export async function readPage(cache: TopicWindow, log: LogReader, offset: number): Promise<Entry[]> {
  const page = await log.readAfter(cache.topic, offset, replayPage)
  const [first] = page
  if (first && first.epoch !== cache.epoch) await cache.catchUp({ epochInDoubt: true })
  if (cache.expired) throw cache.expired
  if (first?.seq !== offset + 1) throw expired(cache.topic, await log.readHistory(cache.topic))
  return page
}

async function assertReadable(cache: TopicCache, log: LogReader, after: Position): Promise<void> {
  const inMemory = after.seq + 1 >= cache.oldest && after.seq <= cache.head
  if (inMemory && (after.epoch === cache.epoch || after.seq === 0)) return
  const history = await log.readHistory(cache.topic)
  if (after.seq + 1 < history.oldest || !contains(history, after)) throw expired(cache.topic, history)
  // The log is ahead of this cache: the position comes from another process, whose hint has not arrived here yet.
  if (history.epoch !== cache.epoch || after.seq > cache.head)
    await cache.catchUp({ epochInDoubt: history.epoch !== cache.epoch })
}
