import type { ExecutionResult } from 'graphql'
import { AccessCheck, type Selection } from '../../feed/topic-reader.ts'
import { toBytes } from './bytes.ts'
import { type Encoder, encodeOne } from './encoder.ts'
import type { SocketWriter } from './socket-writer.ts'

/** The subscription whose results a subscriber shares. */
export type Shared = { join(subscriber: Subscriber): void; leave(subscriber: Subscriber): void }

/** Executes the operation for the subscriber's own viewer, for everything after an offset. */
export type ExecuteForViewer = (offset: number) => AsyncGenerator<ExecutionResult, void, void>

/**
 * One subscriber of a shared subscription: an offset, and the writer of its socket or stream. To the transport it is the
 * operation's result stream; it yields nothing, since the results are written to the socket directly, and ends when the
 * operation ends.
 */
export class Subscriber implements AsyncGenerator<never, void, void> {
  readonly encoder: Encoder
  readonly writer: SocketWriter
  readonly selection: Selection
  readonly right: AccessCheck
  /** The seq of the last entry that was written to it or passed over. */
  offset: number
  /** The seq of the last entry at which its right to the topic was asked for again. */
  checkedAt = 0
  ended = false
  readonly #shared: Shared
  readonly #executeForViewer: ExecuteForViewer
  /** Its results while it is executed for alone. */
  #own: AsyncGenerator<ExecutionResult, void, void> | null = null
  #error: unknown = null
  #waiting: PromiseWithResolvers<IteratorResult<never, void>> | null = null

  constructor(given: {
    encoder: Encoder
    writer: SocketWriter
    offset: number
    selection: Selection
    shared: Shared
    executeForViewer: ExecuteForViewer
  }) {
    this.encoder = given.encoder
    this.writer = given.writer
    this.selection = given.selection
    this.right = new AccessCheck(given.selection.access)
    this.offset = given.offset
    this.#shared = given.shared
    this.#executeForViewer = given.executeForViewer
    given.shared.join(this)
  }

  /** From its offset on it is executed for alone, with its own viewer. */
  goPerViewer(): void {
    if (this.ended || this.#own) return
    this.#own = this.#executeForViewer(this.offset)
    this.#sendAll(this.#own).catch((error) => this.fail(error))
  }

  async #sendAll(results: AsyncGenerator<ExecutionResult, void, void>): Promise<void> {
    for await (const result of results) {
      if (this.ended) return
      this.writer.push(encodeOne(this.encoder, toBytes(JSON.stringify(result))))
      if (this.writer.full) await new Promise<void>((drained) => this.writer.onDrained(drained))
    }
    this.#end()
  }

  /** Ends the operation with an error. */
  fail(error: unknown): void {
    if (this.ended) return
    this.#error = error
    this.#end()
  }

  #end(): void {
    if (this.ended) return
    this.ended = true
    this.#shared.leave(this)
    this.#own?.return()
    if (this.#error) this.#waiting?.reject(this.#error)
    else this.#waiting?.resolve({ done: true, value: undefined })
  }

  next(): Promise<IteratorResult<never, void>> {
    if (this.#error) return Promise.reject(this.#error)
    if (this.ended) return Promise.resolve({ done: true, value: undefined })
    this.#waiting ??= Promise.withResolvers()
    return this.#waiting.promise
  }

  return(): Promise<IteratorResult<never, void>> {
    this.#end()
    return Promise.resolve({ done: true, value: undefined })
  }

  throw(error: unknown): Promise<IteratorResult<never, void>> {
    this.fail(error)
    return Promise.reject(error)
  }

  [Symbol.asyncIterator]() {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end()
  }
}
