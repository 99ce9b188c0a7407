import { setTimeout as sleep } from 'node:timers/promises'
import type { Asking } from './asking.ts'
import type { Reading, Seen } from './book.ts'
import { followByEventStream } from './event-stream.ts'
import type { Line } from './following.ts'
import { followBySocket } from './socket.ts'
import { readPage, type Stream, seenNow } from './streams.ts'

/** Somebody who reads a page, follows from its end through every trouble, and notes everything as it came. */
export type Reader = {
  readonly reading: Reading
  /** Whether its connection stands and its subscription was sent. */
  up(): boolean
  /** Where it stands in the list, as a cursor. */
  cursor(): string | null
  /** Stops taking bytes from its connection, which stays. */
  stall(ms: number): Promise<void>
  /** Goes away and comes back to where it was. */
  nap(ms: number): Promise<void>
  leave(): void
}

export type Transport = 'WebSocket' | 'event stream'
const transports = { WebSocket: followBySocket, 'event stream': followByEventStream }

/** What a broken follow would do to the entries on their way into the book. */
export type Tamper = (entry: Seen) => Seen[]

export async function startReader(options: {
  name: string
  login: string
  stream: Stream
  over: Transport
  asking: Asking
  url(): string
  tamper?: Tamper
}): Promise<Reader> {
  const { name, login, stream, over, asking, tamper } = options
  const page = await readPage(asking, login, stream, 30)
  const reading: Reading = { reader: name, login, page: page.entries, followed: [] }
  let cursor = page.cursor
  let line: Line | null = null
  let left = false
  const connect = () => {
    line = transports[over]({
      login,
      stream,
      asking,
      url: options.url,
      cursor: () => cursor,
      hear: (edge) => {
        cursor = edge.cursor
        const entry = seenNow(stream, edge)
        if (tamper) reading.followed.push(...tamper(entry))
        else reading.followed.push(entry)
      },
    })
  }
  connect()
  return {
    reading,
    up: () => line?.up() ?? false,
    cursor: () => cursor,
    stall: async (ms) => {
      const stalled = line
      stalled?.pause()
      await sleep(ms)
      stalled?.resume()
    },
    nap: async (ms) => {
      line?.leave()
      line = null
      await sleep(ms)
      if (!left) connect()
    },
    leave: () => {
      left = true
      line?.leave()
      line = null
    },
  }
}
