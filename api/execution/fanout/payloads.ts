import type { Entry } from '../../feed/log.ts'
import { readPage, type TopicReader } from '../../feed/topic-reader.ts'
import type { Bytes } from './bytes.ts'

/** One entry as every subscriber gets it: the operation's result as JSON text in bytes. */
export type Payload = { entry: Entry; bytes: Bytes }

/** Executes the operation for one entry, in a context without a viewer. */
export type ExecuteShared = (entry: Entry) => Promise<Bytes> | Bytes

/** Thrown by {@link ExecuteShared} when the operation has read the viewer: it must be executed for each viewer. */
export class PerViewer extends Error {
  override name = 'PerViewer'
}

/** Entries that are executed and replayed at once, before others get a turn. */
const atOnce = 128
/** Payloads kept for subscribers that catch up, and their bytes. */
const keptPayloads = 1_024
const keptBytes = 4_194_304

/** The payloads of a shared subscription, each executed once however many subscribers need it, live or replayed. */
export class Payloads {
  readonly #source: Pick<TopicReader, 'cache' | 'log'>
  readonly #execute: ExecuteShared
  /** By seq; what was executed first is dropped first. */
  readonly #kept = new Map<number, Payload | Promise<Payload>>()
  #bytes = 0

  constructor(source: Pick<TopicReader, 'cache' | 'log'>, execute: ExecuteShared) {
    this.#source = source
    this.#execute = execute
  }

  /**
   * What follows `offset`, up to `until` at most: at least one payload, in order, without a hole. Rejects with
   * CURSOR_EXPIRED when it is no longer kept, and with {@link PerViewer}.
   */
  async after(offset: number, until: number): Promise<Payload[]> {
    const entries = await this.#entriesAfter(offset, Math.min(until, offset + atOnce))
    return Promise.all(entries.map((entry) => this.#payloadOf(entry)))
  }

  async #entriesAfter(offset: number, until: number): Promise<Entry[]> {
    const { cache, log } = this.#source
    if (cache.expired) throw cache.expired
    if (offset + 1 < cache.oldest) return (await readPage(cache, log, offset)).filter((entry) => entry.seq <= until)
    return Array.from({ length: until - offset }, (_, i) => cache.at(offset + 1 + i))
  }

  #payloadOf(entry: Entry): Payload | Promise<Payload> {
    const known = this.#kept.get(entry.seq)
    if (known) return known
    const bytes = this.#execute(entry)
    if (typeof bytes === 'string') return this.#keep({ entry, bytes })
    const executing = bytes.then(
      (executed) => this.#keep({ entry, bytes: executed }),
      (error) => {
        this.#kept.delete(entry.seq)
        throw error
      },
    )
    this.#kept.set(entry.seq, executing)
    return executing
  }

  #keep(payload: Payload): Payload {
    this.#kept.delete(payload.entry.seq)
    this.#kept.set(payload.entry.seq, payload)
    this.#bytes += payload.bytes.length
    for (const [seq, oldest] of this.#kept) {
      if (this.#kept.size <= keptPayloads && this.#bytes <= keptBytes) break
      if (oldest instanceof Promise) continue
      this.#kept.delete(seq)
      this.#bytes -= oldest.bytes.length
    }
    return payload
  }
}
