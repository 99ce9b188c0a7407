import type { Writable } from 'node:stream'
import type { Bytes } from './bytes.ts'

/** Bytes that wait for the end of the turn: with as much in the stream's own buffer the bound of a stalled reader. */
const maxPending = 65_536

/**
 * Writes everything that leaves by one socket or HTTP response, in order. What is pushed within a turn of the event loop
 * leaves in one write. While the system takes no more nothing is written: a source that can be read again later waits
 * for `onDrained` instead of pushing.
 */
export class SocketWriter {
  readonly #stream: Writable
  #out = ''
  /** When a write was not taken whole; null while everything is. */
  #fullSince: number | null = null
  #drained: (() => void)[] = []
  #ended = false

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('drain', () => {
      this.#fullSince = null
      this.flush()
      if (!this.full) this.#notifyDrained()
    })
    stream.once('close', () => this.end())
  }

  /** True from a write that the system did not take at once until it has drained. */
  get full(): boolean {
    return this.#fullSince !== null
  }

  /** Since when it has been full, in milliseconds since 1970. */
  get fullSince(): number | null {
    return this.#fullSince
  }

  get open(): boolean {
    return !this.#ended && this.#stream.writable
  }

  /** Written at the end of this turn at the latest, after what was pushed before. */
  push(bytes: Bytes): void {
    if (!this.open) return
    if (this.#out === '') dirty(this)
    this.#out += bytes
    if (this.#out.length > maxPending) this.flush()
  }

  /** Writes what was pushed at once: to be called before anything is written to the stream by others. */
  flush(): void {
    if (this.#out === '' || this.full) return
    const out = this.#out
    this.#out = ''
    if (this.open && !this.#stream.write(out, 'latin1')) this.#fullSince = Date.now()
  }

  /** Drops what is left: after a close frame or the end of a response nothing more may be written. */
  end(): void {
    this.#ended = true
    this.#out = ''
    this.#fullSince = null
    this.#notifyDrained()
  }

  /** Calls back when there is room again, or the stream has closed; at once if there is room. */
  onDrained(call: () => void): void {
    if (this.full && this.open) this.#drained.push(call)
    else call()
  }

  #notifyDrained(): void {
    const calls = this.#drained
    this.#drained = []
    for (const call of calls) call()
  }
}

// One `setImmediate` for all writers instead of one each.
let waiting: SocketWriter[] = []

function dirty(writer: SocketWriter): void {
  if (waiting.push(writer) === 1) setImmediate(flushAll)
}

function flushAll(): void {
  const writers = waiting
  waiting = []
  for (const writer of writers) writer.flush()
}
