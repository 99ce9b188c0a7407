import type { DomainError } from '../lib/errors.ts'
import type { Entry } from './log.ts'
import { TopicReader } from './topic-reader.ts'

/** Of a state that another one has replaced: readers pass over it. */
const replaced = 'replaced'
const state = 'state'

/**
 * A topic of one process that is kept nowhere: the newest state of each subject. It is followed as a durable topic is, so
 * the fan-out executes each change once for all readers. They begin with what comes next; one that has fallen behind gets
 * the newest state of each subject and not every step.
 */
export class StateTopic<State> {
  readonly topic: string
  readonly epoch = 0
  /** All that readers can ask for is in memory. */
  readonly oldest = 1
  #expired: DomainError | null = null
  #head = 0
  readonly #seqs = new Map<string, number>()
  readonly #newest = new Map<number, Entry<State>>()
  readonly #wakes = new Set<() => void>()

  constructor(topic: string) {
    this.topic = topic
  }

  get head(): number {
    return this.#head
  }

  /** Why its readers must end; null until {@link end}. */
  get expired(): DomainError | null {
    return this.#expired
  }

  /** Ends all readers, those of now and later ones, with this refusal. */
  end(reason: DomainError): void {
    this.#expired = reason
    for (const wake of [...this.#wakes]) wake()
  }

  /** Tells readers of a subject as it is now. */
  set(subject: string, body: State): void {
    const seq = ++this.#head
    this.#newest.delete(this.#seqs.get(subject) ?? 0)
    this.#seqs.set(subject, seq)
    this.#newest.set(seq, { epoch: this.epoch, seq, kind: state, body, audience: null, at: new Date() })
    for (const wake of this.#wakes) wake()
  }

  at(seq: number): Entry {
    const passed = { epoch: this.epoch, seq, kind: replaced, body: null, audience: null, at: new Date() }
    return this.#newest.get(seq) ?? passed
  }

  isReplaced(seq: number): boolean {
    return !this.#newest.has(seq)
  }

  /** Calls `wake` after every advance of the head and at the end, until the returned function is called. */
  join(wake: () => void): () => void {
    this.#wakes.add(wake)
    return () => this.#wakes.delete(wake)
  }

  async catchUp(): Promise<void> {}

  /** Everything from now on. */
  follow(): TopicReader<State> {
    return new TopicReader<State>(this, noLog, this.#head, { kinds: selected })
  }

  /** The state that was set last, then everything from now on. */
  followWithNewest(): TopicReader<State> {
    return new TopicReader<State>(this, noLog, Math.max(0, this.#head - 1), { kinds: selected })
  }
}

const selected: ReadonlySet<string> = new Set([state])

const absent = () => Promise.reject(new Error('A topic of states has no log'))
const noLog = { readHistory: absent, readAfter: absent, readLast: absent, isAway: () => false }
