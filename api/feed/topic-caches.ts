import type { Logger } from 'pino'
import type { PubSub } from '../pubsub/pubsub.ts'
import type { Position } from './history.ts'
import type { Standing } from './log.ts'
import { type LogReader, TopicCache } from './topic-cache.ts'

/** What the caches of a process need of the log besides what each of them reads. */
export type TopicLog = LogReader & {
  standings(topics: string[]): Promise<Map<string, Standing>>
  beginEpoch(topic: string, seen: Position): Promise<void>
}

/** A cache without readers is kept for this many ticks, for readers that come back. */
const idleTicks = 12

/**
 * The topic caches of one process. Every `slowTick` milliseconds, and when pub/sub has reconnected, they are compared
 * with the log: that is the bound on how late a reader can be when a hint was lost, and how a database that was restored
 * under this process is noticed.
 */
export class TopicCaches {
  readonly #deps: { log: TopicLog; pubSub: PubSub; logger: Logger }
  readonly #caches = new Map<string, Promise<TopicCache>>()
  readonly #open = new Set<TopicCache>()
  /** Ticks for which a cache has had no reader. */
  readonly #idle = new Map<TopicCache, number>()
  readonly #timer: NodeJS.Timeout

  constructor(deps: { log: TopicLog; pubSub: PubSub; logger: Logger; slowTick: number }) {
    this.#deps = deps
    this.#timer = setInterval(() => this.#compareSafely(), deps.slowTick)
    this.#timer.unref()
    deps.pubSub.onResume(() => this.#compareSafely())
  }

  /** The cache of a topic, opened if there is none. Rejects when the database cannot be read. */
  async of(topic: string): Promise<TopicCache> {
    const cache = await (this.#caches.get(topic) ?? this.#openCache(topic))
    // The caller joins it only later: until then it must not be closed.
    this.#idle.delete(cache)
    return cache
  }

  get readers(): number {
    return [...this.#open].reduce((sum, cache) => sum + cache.readers, 0)
  }

  close(): void {
    clearInterval(this.#timer)
    for (const cache of this.#open) cache.close()
    this.#open.clear()
    this.#caches.clear()
  }

  #openCache(topic: string): Promise<TopicCache> {
    const opening = TopicCache.open(topic, { ...this.#deps, onExpired: (cache) => this.#forget(cache) })
    this.#caches.set(topic, opening)
    opening.then(
      (cache) => this.#open.add(cache),
      () => this.#caches.delete(topic),
    )
    return opening
  }

  #forget(cache: TopicCache): void {
    this.#caches.delete(cache.topic)
    this.#idle.delete(cache)
    this.#open.delete(cache)
  }

  #closeIfIdle(cache: TopicCache): void {
    const ticks = cache.readers > 0 ? 0 : (this.#idle.get(cache) ?? 0) + 1
    this.#idle.set(cache, ticks)
    if (ticks <= idleTicks) return
    this.#forget(cache)
    cache.close()
  }

  #compareSafely(): void {
    const { log, logger } = this.#deps
    this.#compare().catch((error) => {
      if (!log.isAway(error))
        logger.warn({ error }, 'feed: the log could not be read on the slow tick, trying again on the next')
    })
  }

  async #compare(): Promise<void> {
    for (const cache of this.#open) this.#closeIfIdle(cache)
    if (this.#open.size === 0) return
    // Taken before the query: what a cache knows by then has committed, so the query must find it.
    const known = [...this.#open].map((cache) => ({ cache, seen: { epoch: cache.epoch, seq: cache.head } }))
    const standings = await this.#deps.log.standings(known.map(({ cache }) => cache.topic))
    await Promise.all(known.map(({ cache, seen }) => this.#catchUp(cache, seen, standings.get(cache.topic))))
  }

  async #catchUp(cache: TopicCache, seen: Position, now: Standing | undefined): Promise<void> {
    const wentBack = now?.epoch === seen.epoch && now.seq < seen.seq
    if (now && (!now.current || wentBack)) await this.#deps.log.beginEpoch(cache.topic, seen)
    const epochInDoubt = now ? !now.current || wentBack || now.epoch !== seen.epoch : seen.seq > 0
    if (epochInDoubt || (now && now.seq > cache.head)) await cache.catchUp({ epochInDoubt })
  }
}
