import type { Logger } from 'pino'
import type { PubSub } from '../pubsub/pubsub.ts'
import type { Entry, Extent } from './log.ts'

/** What a tail reads the truth from: `log.ts` over a database. */
export type LogReader = {
  readAfter(topic: string, seq: number, limit: number): Promise<Entry[]>
  readLast(topic: string, limit: number): Promise<Extent & { entries: Entry[] }>
}

type Hint = { seq: number; entries?: (Omit<Entry, 'at'> & { at: string })[] }

/**
 * The newest entries of one topic in this process, always contiguous and in order, shared by all its readers.
 * A follower is a place in it and owns no buffer: one that falls behind the oldest kept entry reads the log instead.
 */
export type TopicCache = {
  readonly topic: string
  /** The last seq known here. Every entry from `kept` to `head` is in memory. */
  readonly head: number
  /** The first seq in memory; head + 1 when there is none. */
  readonly oldest: number
  readonly readers: number
  /** An entry in memory: kept <= seq <= head. */
  at(seq: number): Entry
  /** Calls `wake` after every advance of the head, until the returned function is called. */
  join(wake: () => void): () => void
  /** Reads what the log has beyond the head; resolves when it is here. Rejects when the database cannot be read. */
  catchUp(): Promise<void>
  close(): void
}

/** What a process keeps of a topic, and how much it reads at once while catching up. */
export const cacheSize = 1_000
const pageSize = 500

/** Starts listening, then reads: the other order loses whatever commits in between. */
export async function openTopicCache(
  topic: string,
  log: LogReader,
  pubSub: PubSub,
  logger: Logger,
): Promise<TopicCache> {
  let entries: Entry[] = []
  let head = Number.POSITIVE_INFINITY
  let heardUpTo = 0
  let reading: Promise<void> | null = null
  let again = false
  const wakes = new Set<() => void>()

  const advance = (fresh: Entry[]) => {
    let moved = false
    for (const entry of fresh) {
      if (entry.seq !== head + 1) continue
      entries.push(entry)
      head = entry.seq
      moved = true
    }
    // Trimmed in strides, so that the cost of moving the array is shared by many entries.
    if (entries.length > cacheSize * 2) entries = entries.slice(-cacheSize)
    if (moved) for (const wake of wakes) wake()
  }

  const read = async () => {
    do {
      again = false
      for (;;) {
        const page = await log.readAfter(topic, head, pageSize)
        advance(page)
        if (page.length < pageSize) break
      }
    } while (again)
  }

  const catchUp = () => {
    again = true
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }

  const catchUpSafely = () => {
    catchUp().catch((error) =>
      logger.warn({ topic, error }, 'feed: log could not be read, trying again on the next tick'),
    )
  }

  const onHint = (message: unknown) => {
    const ring = message as Hint
    const heard = ring.entries
    heardUpTo = Math.max(heardUpTo, ring.seq)
    if (heard?.[0] && heard[0].seq <= head + 1) advance(heard.map((entry) => ({ ...entry, at: new Date(entry.at) })))
    if (ring.seq > head) catchUpSafely()
  }

  const unsubscribe = await pubSub.subscribe(channelOf(topic), onHint)
  try {
    const last = await log.readLast(topic, cacheSize)
    entries = last.entries
    head = last.head
    // What was heard while reading may have committed after the read began.
    if (heardUpTo > head) catchUpSafely()
  } catch (error) {
    unsubscribe()
    throw error
  }

  return {
    topic,
    get head() {
      return head
    },
    get oldest() {
      return head - entries.length + 1
    },
    get readers() {
      return wakes.size
    },
    at: (seq) => {
      const entry = entries[seq - (head - entries.length + 1)]
      if (!entry) throw new Error(`Entry ${seq} of ${topic} is not in memory`)
      return entry
    },
    join: (wake) => {
      wakes.add(wake)
      return () => wakes.delete(wake)
    },
    catchUp,
    close: unsubscribe,
  }
}

export function channelOf(topic: string): string {
  return `feed:${topic}`
}
