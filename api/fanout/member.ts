import type { ExecutionResult } from 'graphql'
import type { Entry } from '../feed/log.ts'
import { toBytes } from './frame.ts'
import { type Framing, framed } from './framing.ts'
import type { Group } from './group.ts'
import type { Outlet } from './outlet.ts'

/** What a member needs to go on alone: executes for its own viewer everything after a place. */
export type ExecuteAlone = (place: number) => AsyncGenerator<ExecutionResult, void, void>

/**
 * One subscriber in a group: a place, and the way its results leave by. To its door it is the operation's result stream:
 * one that yields nothing, since its results take the short way, and ends when the operation ends.
 */
export class Member implements AsyncGenerator<never, void, void> {
  readonly framing: Framing
  readonly outlet: Outlet
  readonly maySee: (entry: Entry) => boolean
  /** The seq of the last entry it was given or passed over. */
  place: number
  ended = false
  readonly #group: Group
  readonly #executeAlone: ExecuteAlone
  #alone: AsyncGenerator<ExecutionResult, void, void> | null = null
  #error: unknown = null
  #waiting: PromiseWithResolvers<IteratorResult<never, void>> | null = null

  constructor(given: {
    framing: Framing
    outlet: Outlet
    place: number
    maySee: (entry: Entry) => boolean
    group: Group
    executeAlone: ExecuteAlone
  }) {
    this.framing = given.framing
    this.outlet = given.outlet
    this.maySee = given.maySee
    this.place = given.place
    this.#group = given.group
    this.#executeAlone = given.executeAlone
    given.group.join(this)
  }

  /** From its place on it is executed for by itself, as any other operation is. */
  goPersonal(): void {
    if (this.ended || this.#alone) return
    this.#alone = this.#executeAlone(this.place)
    this.#sendAll(this.#alone).catch((error) => this.fail(error))
  }

  async #sendAll(results: AsyncGenerator<ExecutionResult, void, void>): Promise<void> {
    for await (const result of results) {
      if (this.ended) return
      this.outlet.push(framed(this.framing, toBytes(JSON.stringify(result))))
      if (this.outlet.full) await new Promise<void>((drained) => this.outlet.onDrained(drained))
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
    this.#group.leave(this)
    this.#alone?.return()
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
