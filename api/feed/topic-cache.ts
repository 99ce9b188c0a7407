import type { Logger } from 'pino'
import type { CursorExpired } from '../lib/errors.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { type Hint, hintsOf } from './hint.ts'
import { contains, expired, type History } from './history.ts'
import type { Entry } from './log.ts'

/** What a topic cache reads from: `log.ts` over a database. */
export type LogReader = {
  readHistory(topic: string): Promise<History>
  readAfter(topic: string, seq: number, limit: number): Promise<Entry[]>
  readLast(topic: string, limit: number): Promise<{ history: History; entries: Entry[] }>
  /** Whether a failure says that the database is away, which is logged elsewhere. */
  isAway(error: unknown): boolean
}

/** Entries that a process keeps of a topic, and reads at once while catching up with the log. */
export const cacheSize = 1_000
const pageSize = 500

/**
 * The newest entries of one topic in this process, contiguous and in order, shared by all its readers. A reader is an
 * offset into it and owns no buffer: one that falls behind the oldest entry in memory reads the log instead.
 *
 * Everything in it belongs to one history. When the database turns out to hold another one, the cache expires: its
 * readers end with CURSOR_EXPIRED, and the next reader of the topic gets a new cache.
 */
export class TopicCache {
  readonly topic: string
  readonly #log: LogReader
  readonly #logger: Logger
  readonly #onExpired: (cache: TopicCache) => void
  readonly #wakes = new Set<() => void>()
  #entries: Entry[] = []
  #epoch = 0
  #head = 0
  #expired: CursorExpired | null = null
  #unsubscribe = () => {}
  /** The read under way; hints that arrive meanwhile only ask for another round of it. */
  #reading: Promise<void> | null = null
  #again = false
  #epochInDoubt = false

  private constructor(topic: string, log: LogReader, logger: Logger, onExpired: (cache: TopicCache) => void) {
    this.topic = topic
    this.#log = log
    this.#logger = logger
    this.#onExpired = onExpired
  }

  /** Subscribes first and then reads: the other order would lose what commits in between. */
  static async open(
    topic: string,
    deps: { log: LogReader; pubSub: PubSub; logger: Logger; onExpired?: (cache: TopicCache) => void },
  ): Promise<TopicCache> {
    const cache = new TopicCache(topic, deps.log, deps.logger, deps.onExpired ?? (() => {}))
    let loaded = false
    let hinted = false
    cache.#unsubscribe = await deps.pubSub.subscribe(hintsOf(topic), (hint) => {
      if (loaded) cache.#onHint(hint)
      else hinted = true
    })
    try {
      const { history, entries } = await deps.log.readLast(topic, cacheSize)
      cache.#entries = entries
      cache.#epoch = history.epoch
      cache.#head = history.head
    } catch (error) {
      cache.close()
      throw error
    }
    loaded = true
    // What was hinted during the read may have committed after the read began.
    if (hinted) cache.#catchUpSafely({ epochInDoubt: true })
    return cache
  }

  /** The last seq known here. Every entry from `oldest` to `head` is in memory. */
  get head(): number {
    return this.#head
  }

  /** The first seq in memory; head + 1 when there is none. */
  get oldest(): number {
    return this.#head - this.#entries.length + 1
  }

  get epoch(): number {
    return this.#epoch
  }

  get readers(): number {
    return this.#wakes.size
  }

  /** Why its readers must end; null while the database holds the history that this cache belongs to. */
  get expired(): CursorExpired | null {
    return this.#expired
  }

  /** An entry in memory: oldest <= seq <= head. */
  at(seq: number): Entry {
    const entry = this.#entries[seq - this.oldest]
    if (!entry) throw new Error(`Entry ${seq} of ${this.topic} is not in memory`)
    return entry
  }

  /** Calls `wake` after every advance of the head and when the cache expires, until the returned function is called. */
  join(wake: () => void): () => void {
    this.#wakes.add(wake)
    return () => this.#wakes.delete(wake)
  }

  /**
   * Resolves when what the log has beyond the head is here, or the cache has expired. Rejects when the database cannot
   * be read. `epochInDoubt` says that the topic may have gone on in another epoch.
   */
  catchUp({ epochInDoubt = false } = {}): Promise<void> {
    this.#again = true
    this.#epochInDoubt ||= epochInDoubt
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  close(): void {
    this.#unsubscribe()
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#expired) {
      this.#again = false
      if (this.#epochInDoubt) await this.#settleEpoch()
      for (let more = !this.#expired; more; ) {
        const page = await this.#log.readAfter(this.topic, this.#head, pageSize)
        if (page[0] && page[0].epoch !== this.#epoch) {
          this.#again = true
          this.#epochInDoubt = true
          break
        }
        this.#advance(page)
        more = page.length === pageSize
      }
    }
  }

  /** Goes on in the topic's epoch of now, or expires if that history does not lead through the head of this cache. */
  async #settleEpoch(): Promise<void> {
    this.#epochInDoubt = false
    const history = await this.#log.readHistory(this.topic).catch((error) => {
      this.#epochInDoubt = true
      throw error
    })
    if (contains(history, { epoch: this.#epoch, seq: this.#head })) this.#epoch = history.epoch
    else this.#expire(expired(this.topic, history))
  }

  #expire(reason: CursorExpired): void {
    this.#expired = reason
    this.close()
    this.#onExpired(this)
    for (const wake of [...this.#wakes]) wake()
  }

  #onHint({ epoch, seq, entries }: Hint): void {
    if (epoch !== this.#epoch) {
      this.#catchUpSafely({ epochInDoubt: true })
      return
    }
    if (entries[0] && entries[0].seq <= this.#head + 1) this.#advance(entries)
    if (seq > this.#head) this.#catchUpSafely()
  }

  #advance(entries: Entry[]): void {
    const before = this.#head
    for (const entry of entries) {
      if (entry.seq !== this.#head + 1) continue
      if (entry.redacts !== undefined) this.#forgetUpTo(entry.redacts)
      this.#entries.push(entry)
      this.#head = entry.seq
    }
    // Trimmed in strides, so that the cost of moving the array is shared by many entries.
    if (this.#entries.length > cacheSize * 2) this.#entries = this.#entries.slice(-cacheSize)
    if (this.#head > before) for (const wake of this.#wakes) wake()
  }

  /** What an entry has redacted must not be read from memory any more; the log has its new body. */
  #forgetUpTo(seq: number): void {
    if (seq >= this.oldest) this.#entries = this.#entries.slice(seq - this.oldest + 1)
  }

  #catchUpSafely(options?: { epochInDoubt: boolean }): void {
    this.catchUp(options).catch((error) => {
      if (!this.#log.isAway(error))
        this.#logger.warn(
          { topic: this.topic, error },
          'feed: the log could not be read, trying again on the next tick',
        )
    })
  }
}
