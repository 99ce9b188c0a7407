import type { Entry } from '../../feed/log.ts'
import { revokes, selects, type TopicReader } from '../../feed/topic-reader.ts'
import type { AdmissionControl } from '../admission-control.ts'
import { type Bytes, joinBytes } from './bytes.ts'
import { type ExecuteShared, type Payload, type PayloadSource, Payloads, PerViewer } from './payloads.ts'
import type { Subscriber } from './subscriber.ts'

/** Bytes written to a subscriber before its socket is looked at: with the socket's buffer the bound of a stalled one. */
const maxWrite = 65_536

/**
 * Subscribers of one topic with the same operation: each entry is executed once, serialised once, and written to all of
 * them. A subscriber that replays, or whose socket is full, catches up from its own offset and then joins the others;
 * nothing is buffered for it meanwhile.
 *
 * No subscriber gets what is another's: the execution has no viewer. An operation that reads it makes the subscription
 * per-viewer, and each subscriber is executed for with its own rights. An entry with an audience is written only to
 * subscribers who may see it, judged one by one at that moment.
 */
export class SharedSubscription {
  /** All subscribers read from this one. */
  readonly cache: TopicReader['cache']
  readonly #payloads: Payloads
  readonly #judgesAll: boolean
  readonly #admission: AdmissionControl
  readonly #onEmpty: () => void
  readonly #leaveCache: () => void
  /** Everything up to here has been written to the subscribers in step. */
  #offset: number
  readonly #inStep = new Set<Subscriber>()
  /** Joined at an offset that the others, whose entries are still being executed, have not reached. */
  readonly #ahead = new Set<Subscriber>()
  #subscribers = 0
  #pumping = false
  #perViewer = false

  constructor(source: PayloadSource, execute: ExecuteShared, admission: AdmissionControl, onEmpty: () => void) {
    this.cache = source.cache
    this.#payloads = new Payloads(source, execute)
    this.#judgesAll = source.selection.judgesAll ?? false
    this.#admission = admission
    this.#onEmpty = onEmpty
    this.#offset = source.cache.head
    this.#leaveCache = source.cache.join(() => this.#pump())
  }

  join(subscriber: Subscriber): void {
    this.#subscribers++
    this.#settle(subscriber)
  }

  /** Must be called once for each subscriber that joined. */
  leave(subscriber: Subscriber): void {
    this.#inStep.delete(subscriber)
    this.#ahead.delete(subscriber)
    if (--this.#subscribers > 0) return
    this.#leaveCache()
    this.#onEmpty()
  }

  #settle(subscriber: Subscriber): void {
    if (subscriber.ended || !subscriber.writer.open) return
    if (this.cache.expired) subscriber.fail(this.cache.expired)
    else if (this.#perViewer) subscriber.goPerViewer()
    else if (subscriber.offset > this.#offset) this.#ahead.add(subscriber)
    else if (subscriber.offset === this.#offset && !subscriber.writer.full) this.#inStep.add(subscriber)
    else this.#catchUp(subscriber).catch((error) => this.#fail(subscriber, error))
  }

  #pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    this.#deliver()
      .catch((error) => {
        for (const subscriber of [...this.#inStep, ...this.#ahead]) this.#fail(subscriber, error)
      })
      .finally(() => {
        this.#pumping = false
        if (this.#hasMore() && !this.cache.expired) this.#pump()
      })
  }

  // What arrives during one round is taken together by the next: the busier, the larger the batches.
  async #deliver(): Promise<void> {
    if (this.cache.expired) throw this.cache.expired
    while (this.#hasMore()) {
      const payloads = await this.#payloads.after(this.#offset, this.cache.head)
      for (const run of runsOf(payloads, this.#judgesAll)) this.#write(run)
      this.#offset += payloads.length
      for (const subscriber of this.#ahead) {
        if (subscriber.offset > this.#offset) continue
        this.#ahead.delete(subscriber)
        this.#settle(subscriber)
      }
    }
  }

  #hasMore(): boolean {
    return this.#offset < this.cache.head && this.#subscribers > 0 && !this.#perViewer
  }

  #write(run: Run): void {
    // By the kind of encoder.
    const templateParts = new Map<number | string, readonly Bytes[]>()
    for (const subscriber of this.#inStep) {
      if (subscriber.writer.full) {
        this.#inStep.delete(subscriber)
        this.#catchUp(subscriber).catch((error) => this.#fail(subscriber, error))
        continue
      }
      if (this.#mustCheckAccess(subscriber, run)) {
        this.#inStep.delete(subscriber)
        this.#checkAccess(subscriber, run.last).catch((error) => this.#fail(subscriber, error))
        continue
      }
      subscriber.offset = run.last
      if (!gets(subscriber, run)) continue
      const { encoder } = subscriber
      let shared = templateParts.get(encoder.kind)
      if (!shared) {
        shared = encoder.templateParts(run.payloads)
        templateParts.set(encoder.kind, shared)
      }
      subscriber.writer.push(joinBytes(shared, encoder.id))
    }
  }

  /** Brings a subscriber from its own offset to that of the others, as fast as its socket takes it. */
  async #catchUp(subscriber: Subscriber): Promise<void> {
    while (
      subscriber.writer.open &&
      !subscriber.ended &&
      !this.#perViewer &&
      (subscriber.writer.full || subscriber.offset < this.#offset)
    ) {
      if (subscriber.writer.full) await new Promise<void>((drained) => subscriber.writer.onDrained(drained))
      else await this.#replay(subscriber)
    }
    this.#settle(subscriber)
  }

  async #replay(subscriber: Subscriber): Promise<void> {
    const payloads = await this.#payloads.after(subscriber.offset, this.#offset)
    await this.#admission.pass()
    if (subscriber.right.isStale) await subscriber.right.renew()
    for (const run of runsOf(payloads, this.#judgesAll)) {
      if (subscriber.ended || subscriber.writer.full) return
      if (this.#mustCheckAccess(subscriber, run)) {
        await subscriber.right.renew()
        subscriber.checkedAt = run.last
        if (subscriber.ended || subscriber.writer.full) return
      }
      subscriber.offset = run.last
      if (!gets(subscriber, run)) continue
      subscriber.writer.push(joinBytes(subscriber.encoder.templateParts(run.payloads), subscriber.encoder.id))
      // Not at the end of the turn: a full socket must show before the next run.
      subscriber.writer.flush()
    }
  }

  #mustCheckAccess(subscriber: Subscriber, { restricted, last }: Run): boolean {
    return restricted !== null && last > subscriber.checkedAt && revokes(restricted, subscriber.selection)
  }

  /** Nothing more is written to a subscriber whose right has ended before its right has been asked for again. */
  async #checkAccess(subscriber: Subscriber, seq: number): Promise<void> {
    await subscriber.right.renew()
    subscriber.checkedAt = seq
    this.#settle(subscriber)
  }

  #fail(subscriber: Subscriber, error: unknown): void {
    if (error instanceof PerViewer) {
      this.#becomePerViewer()
      this.#settle(subscriber)
    } else subscriber.fail(error)
  }

  #becomePerViewer(): void {
    this.#perViewer = true
    const subscribers = [...this.#inStep, ...this.#ahead]
    this.#inStep.clear()
    this.#ahead.clear()
    for (const subscriber of subscribers) subscriber.goPerViewer()
  }
}

/**
 * Payloads that are written together. An entry that not everybody gets, or that ends somebody's right, is a run of its
 * own, `restricted` the entry. A run without payloads only moves offsets.
 */
type Run = { payloads: Bytes[]; last: number; restricted: Entry | null }

function gets({ selection }: Subscriber, { payloads, restricted }: Run): boolean {
  return payloads.length > 0 && (restricted === null || selects(selection, restricted))
}

function runsOf(payloads: readonly Payload[], judgesAll: boolean): Run[] {
  const runs: Run[] = []
  let size = 0
  for (const { entry, bytes } of payloads) {
    const run = runs.at(-1)
    const isForAll = entry.audience === null && entry.revokes === undefined && !(judgesAll && bytes !== null)
    const restricted = isForAll ? null : entry
    const length = bytes?.length ?? 0
    if (!run || run.restricted || restricted || size + length > maxWrite) {
      runs.push({ payloads: bytes === null ? [] : [bytes], last: entry.seq, restricted })
      size = length
    } else {
      if (bytes !== null) run.payloads.push(bytes)
      run.last = entry.seq
      size += length
    }
  }
  return runs
}
