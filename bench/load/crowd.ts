import { now } from './clock.ts'
import { type DialectName, dialects } from './dialects.ts'
import { Histogram } from './histogram.ts'
import { readStamp } from './message.ts'
import { readHead, Wire } from './wire.ts'

export type CrowdOptions = {
  url: string
  dialect: DialectName
  count: number
  /** Reader i subscribes to document i modulo their number. */
  documents: string[]
  /** Reader i connects with token i modulo their number; none where nobody asks for one. */
  tokens: string[]
  variables?: Record<string, unknown>
  /** Begins in step: everybody subscribes from the same cursor, and gets the same from there on. */
  inStep?: true
  /** Connected at the same time: many more would be refused by a server's backlog, not by its speed. */
  atOnce?: number
}

/** What every reader of one document is sent, frame by frame: as the first of them got it. */
type Script = { frames: Buffer[]; sentAt: number[] }

/**
 * Readers of one contender. In step, each must get the same frames in the same order as the others of its document, to
 * the last byte; the first copy of each frame is parsed and checked. So every frame that is counted has been read.
 */
export class Crowd {
  readonly latencies = new Histogram()
  delivered = 0
  readonly #readers: Reader[] = []
  readonly #options: CrowdOptions
  scripts: Script[]
  fault: string | null = null
  onDelivery: () => void = () => {}

  constructor(options: CrowdOptions) {
    this.#options = options
    this.scripts = options.documents.map(() => ({ frames: [], sentAt: [] }))
  }

  get size(): number {
    return this.#readers.length
  }

  async open(): Promise<void> {
    const { count, atOnce = 200, inStep } = this.#options
    while (this.#readers.length < count) {
      const begin = this.#readers.length
      const batch = Array.from(
        { length: Math.min(atOnce, count - begin) },
        (_, i) => new Reader(this, this.#options, begin + i),
      )
      if (inStep) for (const reader of batch) reader.position = 0
      this.#readers.push(...batch)
      await Promise.all(batch.map((reader) => reader.ready))
    }
  }

  /** Whether the last message of every reader is this one. */
  allHeard(number: number): boolean {
    this.mustBeWell()
    return this.#readers.every((reader) => reader.heard === number)
  }

  /** How many have got this many messages or more since they fell in step. */
  caughtUp(messages: number): number {
    this.mustBeWell()
    return this.#readers.filter((reader) => reader.position >= messages).length
  }

  /** From here on everybody must get the same; counts begin at zero. */
  fallInStep(): void {
    for (const script of this.scripts) {
      script.frames = []
      script.sentAt = []
    }
    for (const reader of this.#readers) reader.position = 0
    this.delivered = 0
    this.latencies.clear()
  }

  mustBeWell(): void {
    if (this.fault) throw new Error(this.fault)
  }

  close(): void {
    for (const reader of this.#readers) reader.wire.destroy()
  }
}

class Reader {
  readonly wire: Wire
  readonly ready: Promise<void>
  /** The number of the last message before it was in step. */
  heard = -1
  /** Its position in the script; negative while it is not in step. */
  position = -1

  constructor(crowd: Crowd, options: CrowdOptions, index: number) {
    const dialect = dialects[options.dialect]
    const document = index % options.documents.length
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.ready = promise
    const fail = (reason: string) => {
      crowd.fault ??= `Reader ${index}: ${reason}`
      reject(new Error(reason))
    }
    const begin = () => {
      const text = dialect.subscribing(options.documents[document] ?? '', options.variables ?? {})
      if (text) this.wire.send(text)
      resolve()
    }
    const hear = (text: string) => {
      const heard = dialect.hear(text)
      if (heard.kind === 'wants') this.wire.send(heard.reply)
      else if (heard.kind === 'ready') begin()
      else if (heard.kind === 'message' && this.position >= 0)
        fail(`frame ${this.position} is not what the others got: ${text}`)
      else if (heard.kind === 'message') this.heard = readStamp(heard.text).number
    }
    const skim = (chunk: Buffer, from: number, to: number): number => {
      if (this.position < 0) return from
      const script = crowd.scripts[document] as Script
      const at = now()
      let offset = from
      for (;;) {
        const frame = script.frames[this.position] ?? firstCopy(script, chunk, offset, to)
        if (!frame || offset + frame.length > to || frame.compare(chunk, offset, offset + frame.length) !== 0) break
        crowd.latencies.add(at - (script.sentAt[this.position] as number))
        crowd.delivered++
        this.position++
        offset += frame.length
      }
      if (offset > from) crowd.onDelivery()
      return offset
    }
    const firstCopy = (script: Script, chunk: Buffer, offset: number, to: number): Buffer | null => {
      const head = readHead(chunk, offset)
      if (!head || head.to > to || head.code !== 1) return null
      const heard = dialect.hear(chunk.toString('utf8', head.from, head.to))
      if (heard.kind !== 'message') return null
      script.sentAt.push(readStamp(heard.text).sentAt)
      const frame = Buffer.from(chunk.subarray(offset, head.to))
      script.frames.push(frame)
      return frame
    }
    const token = options.tokens.length > 0 ? (options.tokens[index % options.tokens.length] as string) : null
    this.wire = new Wire(new URL(dialect.path, options.url), dialect.subprotocol, { text: hear, closed: fail, skim })
    this.wire.ready.then(() => {
      const greeting = dialect.greeting(token)
      if (greeting) this.wire.send(greeting)
      else if (options.dialect === 'plain') begin()
    }, reject)
  }
}
