import { setTimeout as sleep } from 'node:timers/promises'
import { decodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { StateTopic } from '../feed/state-topic.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import { createBackoff } from '../lib/backoff.ts'
import { DomainError, InvalidInput } from '../lib/errors.ts'
import { createWorkQueue } from '../lib/work-queue.ts'
import { concerns, type SalesAsked, type SalesReport } from './report.ts'
import { type SaleEntry, topic } from './topic.ts'

export type LiveReportsOptions = {
  feed: Pick<Feed, 'follow'>
  /** The report of now. */
  read(asked: SalesAsked): Promise<SalesReport>
}

/** Milliseconds between two reports that viewers of one filter get: whatever is sold meanwhile is in the next one. */
const window = 300
/** Milliseconds for which a report that nobody views is remembered. */
const idleTime = 60_000
const pauses = { first: 100, longest: 2_000 }
/** Every sale may change every report that is viewed: most connections of the pool stay free for other work. */
const reading = { concurrency: 3, perKey: 10, total: 10_000 }
const busy = () => new DomainError('UNAVAILABLE', 'Too many reports are being read: try again in a few seconds.')

/**
 * Reports that follow the sales, each read once for all its viewers in this process. While a report has viewers, its
 * process reads the topic of sales, and reads the report anew when an entry concerns it. One that sales have made longer
 * than a report may be ends for its viewers with the refusal.
 */
export function createLiveReports({ feed, read }: LiveReportsOptions) {
  const reports = new Map<string, LiveReport>()
  const queue = createWorkQueue(reading, busy)
  const open = (key: string, asked: SalesAsked): LiveReport => {
    const report: LiveReport = new LiveReport(key, asked, {
      feed,
      read: () => queue.run(key, () => read(asked)),
      onRefused: () => {
        if (reports.get(key) === report) reports.delete(key)
      },
    })
    reports.set(key, report)
    return report
  }
  return {
    /**
     * The report as it is now, then each time that its numbers have changed. Throws InvalidInput, and so does the reader
     * when a sale has made the report longer than one may be.
     */
    follow: async (asked: SalesAsked): Promise<TopicReader<SalesReport>> => {
      for (const [key, report] of reports) if (report.isIdle) reports.delete(key)
      const key = JSON.stringify([asked.unit, ...Object.values(asked.filter)])
      const report = reports.get(key) ?? open(key, asked)
      await report.refresh()
      return report.followWithNewest()
    },
  }
}

type ReportSource = Pick<LiveReportsOptions, 'feed'> & {
  read(): Promise<SalesReport>
  /** Called when the report has ended, since it can no longer be given. */
  onRefused(): void
}

class LiveReport extends StateTopic<SalesReport> {
  readonly #asked: SalesAsked
  readonly #source: ReportSource
  #viewers = 0
  #usedAt = performance.now()
  #stopWatching = () => {}
  /** That of the newest report that was read; its numbers may be those of the one before. */
  #cursor = ''
  #numbers = ''
  #reading: Promise<void> = Promise.resolve()
  /** A read that has not begun: it has all that has happened by now. */
  #next: Promise<void> | null = null

  constructor(key: string, asked: SalesAsked, source: ReportSource) {
    super(`${topic} ${key}`)
    this.#asked = asked
    this.#source = source
  }

  get isIdle(): boolean {
    return this.#viewers === 0 && performance.now() - this.#usedAt > idleTime
  }

  override join(wake: () => void): () => void {
    const leave = super.join(wake)
    if (this.#viewers++ === 0 && !this.expired) this.#watch()
    return () => {
      leave()
      this.#usedAt = performance.now()
      if (--this.#viewers === 0) this.#stopWatching()
    }
  }

  /** Resolves when a report is there that was read after this call. Those who call meanwhile share the next read. */
  refresh(): Promise<void> {
    this.#usedAt = performance.now()
    this.#next ??= this.#reading
      .catch(() => {})
      .then(() => {
        this.#next = null
        this.#reading = this.#read()
        return this.#reading
      })
    return this.#next
  }

  async #read(): Promise<void> {
    const report = await this.#source.read().catch((error) => {
      if (error instanceof InvalidInput) this.#refuse(error)
      throw error
    })
    const { cursor, ...numbers } = report
    this.#cursor = cursor
    const text = JSON.stringify(numbers)
    if (text === this.#numbers) return
    this.#numbers = text
    this.set('report', report)
  }

  /** Reading it again would be refused again: there is nothing to wait for. */
  #refuse(reason: InvalidInput): void {
    this.#stopWatching()
    this.#source.onRefused()
    this.end(reason)
  }

  #watch(): void {
    const stopped = new AbortController()
    this.#stopWatching = () => stopped.abort()
    this.#follow(stopped.signal).catch(() => {})
  }

  async #follow(stopped: AbortSignal): Promise<void> {
    const backoff = createBackoff(pauses)
    while (!stopped.aborted) {
      try {
        await this.#followFrom(this.#cursor, stopped, () => backoff.reset())
      } catch {
        // The history of sales is another one now, or something failed that will pass.
        await sleep(backoff.next(), null, { signal: stopped })
        await this.refresh().catch(() => {})
      }
    }
  }

  async #followFrom(cursor: string, stopped: AbortSignal, onRefreshed: () => void): Promise<void> {
    const reader = await this.#source.feed.follow<SaleEntry>(topic, { after: decodeCursor(topic, cursor, 'cursor') })
    const leave = () => void reader.return()
    stopped.addEventListener('abort', leave)
    try {
      if (stopped.aborted) return
      for await (const { seq, body } of reader) {
        if (seq <= decodeCursor(topic, this.#cursor, 'cursor').seq) continue
        if (body.sale !== null && !concerns(this.#asked.filter, body.sale)) continue
        await this.refresh()
        onRefreshed()
        await sleep(window, null, { signal: stopped })
      }
    } finally {
      stopped.removeEventListener('abort', leave)
      leave()
    }
  }
}
