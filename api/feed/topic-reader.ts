import { setImmediate as nextTurn } from 'node:timers/promises'
import { CursorExpired, InvalidInput } from '../lib/errors.ts'
import { encodeCursor } from './cursor.ts'
import type { Entry, Extent } from './log.ts'
import type { LogReader, TopicCache } from './topic-cache.ts'

export type FollowOptions = {
  /** Everything after this seq; null starts now. */
  after: number | null
  /** Entries it refuses are passed over; asked again for every entry, so rights that change count at once. */
  maySee?: (entry: Entry) => boolean
}

export type TopicLog = LogReader & { extent(topic: string): Promise<Extent> }

/** Entries read from the log at once while replaying. */
const replayPage = 200
/** Ready entries handed out before other work gets a turn. */
const stride = 64

/**
 * Replay, then live. The tail is already listening, so nothing falls between the two: what is in memory comes from it,
 * what is older comes from the log page by page.
 * Throws CURSOR_EXPIRED for a place that is no longer kept and INVALID_INPUT for one the topic has not reached.
 */
export async function follow<Body>(
  cache: TopicCache,
  log: TopicLog,
  options: FollowOptions,
): Promise<TopicReader<Body>> {
  await assertReachable(cache, log, options.after)
  return new TopicReader<Body>(cache, log, options.after ?? cache.head, options.maySee ?? everything)
}

const everything = () => true

/**
 * A reader's place in a topic. As an iterator it gives the entries after that place in order, each once; `return()`
 * ends it at once, also while it waits (an async generator that waits could not be left). Until it is iterated it
 * costs nothing but itself, so that the fan-out can take over its place instead.
 */
export class TopicReader<Body = unknown> implements AsyncIterableIterator<Entry<Body>> {
  readonly cache: TopicCache
  readonly log: TopicLog
  readonly maySee: (entry: Entry) => boolean
  /** The seq of the last entry handed out or passed over. */
  offset: number
  #page: Entry[] = []
  #pageAt = 0
  #handedOut = 0
  #closed = false
  #wake = () => {}
  #leave: (() => void) | null = null

  constructor(cache: TopicCache, log: TopicLog, offset: number, maySee: (entry: Entry) => boolean) {
    this.cache = cache
    this.log = log
    this.offset = offset
    this.maySee = maySee
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async next(): Promise<IteratorResult<Entry<Body>, undefined>> {
    if (!this.#closed) this.#leave ??= this.cache.join(() => this.#wake())
    try {
      for (;;) {
        const entry = await this.#entryAfterPlace()
        if (!entry || this.#closed) return { done: true, value: undefined }
        this.offset = entry.seq
        // A reader whose socket takes everything at once would otherwise keep the loop to itself in a long replay.
        if (++this.#handedOut % stride === 0) await nextTurn()
        if (this.maySee(entry)) return { done: false, value: entry as Entry<Body> }
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

  async #entryAfterPlace(): Promise<Entry | null> {
    for (;;) {
      if (this.#closed) return null
      const read = this.#page[this.#pageAt]
      if (read) {
        this.#pageAt++
        return read
      }
      if (this.offset < this.cache.head) {
        if (this.offset + 1 >= this.cache.oldest) return this.cache.at(this.offset + 1)
        this.#page = await readPage(this.cache.topic, this.log, this.offset)
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
    this.#leave?.()
    this.#wake()
  }
}

/** The next page of the log; throws CURSOR_EXPIRED when what follows the place was given up meanwhile. */
export async function readPage(topic: string, log: TopicLog, offset: number): Promise<Entry[]> {
  const page = await log.readAfter(topic, offset, replayPage)
  if (page[0]?.seq !== offset + 1) throw expired(topic, await log.extent(topic))
  return page
}

async function assertReachable(cache: TopicCache, log: TopicLog, after: number | null): Promise<void> {
  if (after === null || (after + 1 >= cache.oldest && after <= cache.head)) return
  const extent = await log.extent(cache.topic)
  if (after + 1 < extent.oldest) throw expired(cache.topic, extent)
  if (after > extent.head) throw new InvalidInput([{ path: 'after', message: 'Is beyond the end of the list.' }])
  // Another process has told this reader about an entry that this one has not heard of yet.
  if (after > cache.head) await cache.catchUp()
}

function expired(topic: string, { oldest }: Extent): CursorExpired {
  return new CursorExpired(encodeCursor(topic, oldest - 1))
}
