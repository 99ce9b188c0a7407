import type { Entry } from '../../feed/log.ts'
import { isAbout, readPage, type TopicReader } from '../../feed/topic-reader.ts'
import type { Bytes } from './bytes.ts'

/**
 * One entry as every subscriber gets it: the operation's result as JSON text in bytes. Null for an entry that the
 * operation is not about, which is not executed.
 */
export type Payload = { entry: Entry; bytes: Bytes | null }

type Executed = Payload & { bytes: Bytes }

/** The reader whose topic and selection the payloads are of. */
export type PayloadSource = Pick<TopicReader, 'cache' | 'log' | 'selection'>

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
  readonly #source: PayloadSource
  readonly #execute: ExecuteShared
  /** By seq; what was executed first is dropped first. */
  readonly #kept = new Map<number, Executed | Promise<Payload>>()
  /** Counts redactions: what was begun before one is not kept. */
  #redactions = 0
  /** The seq of the last entry whose redaction is done. What was executed here was executed after those before the head. */
  #redactedAt: number
  #bytes = 0

  constructor(source: PayloadSource, execute: ExecuteShared) {
    this.#source = source
    this.#redactedAt = source.cache.head
    this.#execute = execute
  }

  /**
   * What follows `offset`, up to `until` at most: at least one payload, in order, without a hole. Rejects with
   * CURSOR_EXPIRED when it is no longer kept, and with {@link PerViewer}.
   */
  async after(offset: number, until: number): Promise<Payload[]> {
    const entries = await this.#entriesAfter(offset, Math.min(until, offset + atOnce))
    for (const { seq, redacts } of entries)
      if (redacts !== undefined && seq > this.#redactedAt) this.#redact(seq, redacts)
    return Promise.all(entries.map((entry) => this.#payloadOf(entry)))
  }

  async #entriesAfter(offset: number, until: number): Promise<Entry[]> {
    const { cache, log } = this.#source
    if (cache.expired) throw cache.expired
    if (offset + 1 < cache.oldest) return (await readPage(cache, log, offset)).filter((entry) => entry.seq <= until)
    return Array.from({ length: until - offset }, (_, i) => cache.at(offset + 1 + i))
  }

  #payloadOf(entry: Entry): Payload | Promise<Payload> {
    if (!isAbout(this.#source.selection, entry)) return { entry, bytes: null }
    const known = this.#kept.get(entry.seq)
    if (known) return known
    const bytes = this.#execute(entry)
    if (typeof bytes === 'string') return this.#keep({ entry, bytes })
    const begun = this.#redactions
    const executing = bytes.then(
      (executed) => {
        if (begun === this.#redactions) return this.#keep({ entry, bytes: executed })
        this.#kept.delete(entry.seq)
        return { entry, bytes: executed }
      },
      (error) => {
        this.#kept.delete(entry.seq)
        throw error
      },
    )
    this.#kept.set(entry.seq, executing)
    return executing
  }

  /** What later entries say of the redacted one must not be written any more, either: all of them are executed anew. */
  #redact(at: number, redacted: number): void {
    this.#redactedAt = at
    this.#redactions++
    for (const kept of this.#kept.values())
      if (!(kept instanceof Promise) && kept.entry.seq >= redacted) this.#drop(kept)
  }

  #drop({ entry, bytes }: Executed): void {
    this.#kept.delete(entry.seq)
    this.#bytes -= bytes.length
  }

  #dropReplaced(): void {
    const { cache } = this.#source
    if (!cache.isReplaced) return
    for (const kept of this.#kept.values())
      if (!(kept instanceof Promise) && cache.isReplaced(kept.entry.seq)) this.#drop(kept)
  }

  #keep(payload: Executed): Payload {
    this.#kept.delete(payload.entry.seq)
    this.#kept.set(payload.entry.seq, payload)
    this.#bytes += payload.bytes.length
    this.#dropReplaced()
    for (const oldest of this.#kept.values()) {
      if (this.#kept.size <= keptPayloads && this.#bytes <= keptBytes) break
      if (!(oldest instanceof Promise)) this.#drop(oldest)
    }
    return payload
  }
}
