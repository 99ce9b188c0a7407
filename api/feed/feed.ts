import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { openPipeline } from '../db/pipeline.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import {
  type Appended,
  append,
  type Draft,
  type Entry,
  extent,
  heads,
  type Projection,
  readAfter,
  readLast,
} from './log.ts'
import { channelOf, openTopicCache, type TopicCache } from './topic-cache.ts'
import { type FollowOptions, follow, type TopicReader } from './topic-reader.ts'

/** Durable topics: appended to in a transaction, followed live from any place that is still kept. */
export type Feed = {
  /** Appends in the caller's transaction and, once that has committed, tells the readers of every process. */
  append<Body>(tx: Tx, topic: string, drafts: Draft<Body>[], keep?: Projection): Promise<Entry<Body>[]>
  /** Writes to a topic what nothing else must commit with. */
  writer<Body>(topic: string, keep?: Projection): Writer<Body>
  /** The topic's head right now: a place to follow from. */
  head(topic: string): Promise<number>
  /** Everything after a place, then everything new, once and in order. The only way to serve what is live and kept. */
  follow<Body>(topic: string, options: FollowOptions): Promise<TopicReader<Body>>
  /** How many readers there are in this process, for metrics and tests. */
  readers(): number
  close(): Promise<void>
}

/** Each write is a transaction of its own, in a single round trip. */
export type Writer<Body> = {
  /**
   * Takes its place behind what this writer was given before; `follows` says that this is still under way, and then
   * nothing is written unless it is written first. What it returns appends, and may be called again until it succeeds.
   */
  next(follows: boolean): (drafts: Draft<Body>[]) => Promise<Entry<Body>[]>
}

/** Connections by which writers write. */
const writerConnections = 4
/** A tail that nobody follows is kept this many ticks for those who come back. */
const idleTicks = 12
/** Between two attempts to read a log that cannot be read, in milliseconds. */
const maxPause = 2_000

/**
 * `slowTick` is the period, in milliseconds, after which every followed topic looks at the log in any case: the bound
 * on how late a reader can be when a pub/sub message was lost.
 */
export function createFeed(deps: { db: Db; pubSub: PubSub; logger: Logger; slowTick: number }): Feed {
  const { db, pubSub, logger } = deps
  const pipeline = openPipeline(db, writerConnections)
  const caches = new Map<string, Promise<TopicCache>>()
  const open = new Set<TopicCache>()
  const idle = new Map<string, number>()
  let closed = false
  const log = {
    readAfter: shareReads((topic, seq, limit) => patiently(() => readAfter(db.sql, topic, seq, limit))),
    readLast: (topic: string, limit: number) => readLast(db.sql, topic, limit),
    extent: (topic: string) => extent(db.sql, topic),
  }

  /** A follower outlives a database that is away: it has nothing to tell until the database is back anyway. */
  const patiently = async <T>(read: () => Promise<T>): Promise<T> => {
    for (let pause = 100; ; pause = Math.min(pause * 2, maxPause)) {
      try {
        return await read()
      } catch (error) {
        if (closed) throw error
        logger.warn({ error: String(error) }, 'feed: the log could not be read, trying again')
        await sleep(pause)
      }
    }
  }

  const cacheOf = (topic: string): Promise<TopicCache> => {
    const known = caches.get(topic)
    if (known) return known
    const opening = openTopicCache(topic, log, pubSub, logger)
    caches.set(topic, opening)
    opening.then(
      (cache) => open.add(cache),
      () => caches.delete(topic),
    )
    return opening
  }

  const closeIfIdle = (cache: TopicCache) => {
    const ticks = cache.readers > 0 ? 0 : (idle.get(cache.topic) ?? 0) + 1
    idle.set(cache.topic, ticks)
    if (ticks <= idleTicks) return
    caches.delete(cache.topic)
    idle.delete(cache.topic)
    open.delete(cache)
    cache.close()
  }

  const look = async () => {
    for (const cache of open) closeIfIdle(cache)
    if (open.size === 0) return
    const followed = [...open]
    const now = await heads(
      db.sql,
      followed.map((cache) => cache.topic),
    )
    await Promise.all(
      followed.filter((cache) => (now.get(cache.topic) ?? 0) > cache.head).map((cache) => cache.catchUp()),
    )
  }
  const lookSafely = () => {
    look().catch((error) => logger.warn({ error }, 'feed: the slow look at the log failed, trying again'))
  }

  const tick = setInterval(lookSafely, deps.slowTick)
  tick.unref()
  pubSub.onResume(lookSafely)

  return {
    append: async (tx, topic, drafts, keep) => {
      const appended = await append(tx, topic, drafts, keep)
      tx.afterCommit(() => ring(pubSub, topic, appended))
      return appended.entries
    },
    writer: (topic, keep) => {
      const chain = pipeline.chain()
      return {
        next: (follows) => {
          const turn = chain.next(follows)
          return async (drafts) => {
            const appended = await append(turn.sql, topic, drafts, keep, turn.mayRun())
            ring(pubSub, topic, appended)
            return appended.entries
          }
        },
      }
    },
    head: async (topic) => (await extent(db.sql, topic)).head,
    follow: (topic, options) => {
      // Whoever comes joins only when asked for the first entry: until then the topic must not be given up under them.
      idle.delete(topic)
      return cacheOf(topic).then((cache) => follow(cache, log, options))
    },
    readers: () => [...open].reduce((sum, cache) => sum + cache.readers, 0),
    close: () => {
      closed = true
      clearInterval(tick)
      for (const cache of open) cache.close()
      open.clear()
      caches.clear()
      return pipeline.close()
    },
  }
}

function ring(pubSub: PubSub, topic: string, { entries, carried }: Appended<unknown>): void {
  const seq = entries.at(-1)?.seq ?? 0
  pubSub.publish(channelOf(topic), carried ? { seq, entries } : { seq })
}

/** Many readers that ask for the same page at the same time share one query: a storm of reconnects costs a handful. */
function shareReads<T>(read: (topic: string, seq: number, limit: number) => Promise<T>) {
  const running = new Map<string, Promise<T>>()
  return (topic: string, seq: number, limit: number): Promise<T> => {
    const key = `${topic}@${seq}+${limit}`
    const known = running.get(key)
    if (known) return known
    const reading = read(topic, seq, limit).finally(() => running.delete(key))
    running.set(key, reading)
    return reading
  }
}
