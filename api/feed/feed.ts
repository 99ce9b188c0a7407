import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Db, Tx } from '../db/db.ts'
import { openPipeline } from '../db/pipeline.ts'
import { createBackoff } from '../lib/backoff.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import { hintFor, hintsOf } from './hint.ts'
import type { History } from './history.ts'
import {
  type Appended,
  append,
  beginEpoch,
  type Draft,
  type Entry,
  type Projection,
  readAfter,
  readHistory,
  readLast,
  redact,
  standings,
  withdraw,
} from './log.ts'
import { TopicCaches, type TopicLog } from './topic-caches.ts'
import { type FollowOptions, follow, type TopicReader } from './topic-reader.ts'

/** Durable topics: appended to in a transaction, followed live from any position that is still kept. */
export type Feed = {
  /** Appends in the caller's transaction and, once that has committed, hints it to the readers of every process. */
  append<Body>(tx: Tx, topic: string, drafts: Draft<Body>[], projection?: Projection<Body>): Promise<Entry<Body>[]>
  /** Replaces what an earlier entry said, in the transaction that has appended the draft that `redacts` it. */
  redact(tx: Tx, topic: string, seq: number, body: object): Promise<void>
  /** Takes a login out of the audience of earlier entries, in the transaction of a draft that `redacts` the last of them. */
  withdraw(tx: Tx, topic: string, seqs: readonly number[], login: string): Promise<void>
  /** Writes to a topic what nothing else must commit with. */
  writer<Body>(topic: string, projection?: Projection<Body>): Writer<Body>
  /** The topic's history right now: its head is a position to follow from. */
  history(topic: string): Promise<History>
  /** Everything after a position, then everything new, once and in order. The only way to serve what is live and kept. */
  follow<Body>(topic: string, options: FollowOptions): Promise<TopicReader<Body>>
  /** How many readers there are in this process, for metrics and tests. */
  readers(): number
  close(): Promise<void>
}

/** Each write is a transaction of its own, in a single round trip. */
export type Writer<Body> = {
  /** How many writes should be in flight at a time, each behind the one before. */
  readonly maxInFlight: number
  /**
   * Takes a turn behind those taken before; `follows` says that the one before is still in flight, and then nothing is
   * written unless that one is. The returned function appends, and may be called again until it succeeds; it may be given
   * another projection than the writer's.
   */
  next(follows: boolean): (drafts: Draft<Body>[], projection?: Projection<Body>) => Promise<Entry<Body>[]>
}

/** Connections by which writers write, beside the pool. */
export const writerConnections = 4
/** Milliseconds before the log is read again that could not be read. */
const pauses = { first: 100, longest: 2_000 }

export type FeedOptions = { db: Db; pubSub: PubSub; logger: Logger; slowTick: number; maxInFlight?: number }

/**
 * `slowTick` is the period, in milliseconds, after which every followed topic is compared with the log in any case: the
 * bound on how late a reader can be when a hint was lost. `maxInFlight` is that of writers; the configuration
 * has the same default.
 */
export function createFeed(deps: FeedOptions): Feed {
  const { db, pubSub, logger, slowTick, maxInFlight = 2 } = deps
  const pipeline = openPipeline(db, writerConnections)
  let closed = false

  /** A reader outlives a database that is away: there is nothing to deliver until the database is back. */
  const untilRead = async <T>(read: () => Promise<T>): Promise<T> => {
    for (const backoff = createBackoff(pauses); ; ) {
      try {
        return await read()
      } catch (error) {
        if (closed) throw error
        if (!db.isAway(error)) logger.warn({ error: String(error) }, 'feed: the log could not be read, trying again')
        await sleep(backoff.next())
      }
    }
  }

  const log: TopicLog = {
    readHistory: (topic) => readHistory(db.sql, topic),
    readAfter: shareReads((topic, seq, limit) => untilRead(() => readAfter(db.sql, topic, seq, limit))),
    readLast: (topic, limit) => readLast(db.sql, topic, limit),
    standings: (topics) => standings(db.sql, topics),
    beginEpoch: (topic, seen) => beginEpoch(db.sql, topic, seen),
    isAway: db.isAway,
  }
  const caches = new TopicCaches({ log, pubSub, logger, slowTick })

  const hint = (topic: string, appended: Appended<unknown>) => pubSub.publish(hintsOf(topic), hintFor(appended))

  return {
    append: async (tx, topic, drafts, projection) => {
      const appended = await append(tx, topic, drafts, projection)
      tx.afterCommit(() => hint(topic, appended))
      return appended.entries
    },
    redact,
    withdraw,
    writer: (topic, projection) => {
      const chain = pipeline.chain()
      return {
        maxInFlight,
        next: (follows) => {
          const turn = chain.next(follows)
          return async (drafts, another = projection) => {
            const appended = await append(turn.sql, topic, drafts, another, turn.mayRun())
            hint(topic, appended)
            return appended.entries
          }
        },
      }
    },
    history: (topic) => readHistory(db.sql, topic),
    follow: (topic, options) => followLive(caches, log, topic, options),
    readers: () => caches.readers,
    close: () => {
      closed = true
      caches.close()
      return pipeline.close()
    },
  }
}

async function followLive<Body>(
  caches: TopicCaches,
  log: TopicLog,
  topic: string,
  options: FollowOptions,
): Promise<TopicReader<Body>> {
  for (;;) {
    const cache = await caches.of(topic)
    const reader = await follow<Body>(cache, log, options)
    // Checking the position may have shown that this cache belongs to another history.
    if (!cache.expired) return reader
  }
}

/** Readers that ask for the same page at the same time share one query: a storm of reconnects costs a handful. */
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
