import { createHash, randomBytes } from 'node:crypto'
import { createConnection, type Socket } from 'node:net'

const opcode = { text: 1, close: 8, ping: 9, pong: 10 }

/** What a wire tells: every text, and the end with the server's reason. */
export type Listener = {
  text(text: string): void
  closed(reason: string): void
  /** Takes the whole frames at the beginning of `chunk[from, to)` that it knows at sight; returns where it stopped. */
  skim?(chunk: Buffer, from: number, to: number): number
}

// One buffer for all sockets: a read is handed over before the next one begins.
const readBuffer = Buffer.allocUnsafe(1_048_576)
const nothing = Buffer.alloc(0)

/**
 * The client's side of a WebSocket (RFC 6455) on a bare TCP socket, without extensions: the cheapest way to read many
 * frames in Node, so that the load generator costs less than what it measures.
 */
export class Wire {
  readonly #socket: Socket
  readonly #listener: Listener
  #rest: Buffer = nothing
  #fragments: string[] = []
  #upgraded: { resolve(): void; reject(error: Error): void } | null
  #accept: string
  #ended = false
  readonly ready: Promise<void>

  constructor(url: URL, subprotocol: string | null, listener: Listener) {
    this.#listener = listener
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.ready = promise
    this.#upgraded = { resolve, reject }
    const key = randomBytes(16).toString('base64')
    this.#accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    this.#socket = createConnection({
      host: url.hostname,
      port: Number(url.port),
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (bytes: number) => {
          this.#read(bytes)
          return true
        },
      },
    })
    this.#socket.write(
      `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n` +
        `${subprotocol ? `Sec-WebSocket-Protocol: ${subprotocol}\r\n` : ''}\r\n`,
    )
    this.#socket.on('error', (error) => this.#end(error.message))
    this.#socket.on('close', () => this.#end('the connection was closed'))
  }

  send(text: string): void {
    this.#socket.write(maskedFrame(opcode.text, Buffer.from(text)))
  }

  /** Stops reading, and begins again: what is sent meanwhile stays with the system and the server. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  destroy(): void {
    this.#ended = true
    this.#socket.destroy()
  }

  #read(bytes: number): void {
    const fresh = readBuffer.subarray(0, bytes)
    let chunk = this.#rest.length > 0 ? Buffer.concat([this.#rest, fresh]) : fresh
    this.#rest = nothing
    if (this.#upgraded) {
      const from = this.#upgrade(chunk)
      if (from < 0) return
      chunk = chunk.subarray(from)
    }
    const stopped = this.#frames(chunk)
    if (stopped < chunk.length) this.#rest = Buffer.from(chunk.subarray(stopped))
  }

  /** Where the frames begin; negative while the answer is not whole, or is a refusal. */
  #upgrade(chunk: Buffer): number {
    const end = chunk.indexOf('\r\n\r\n')
    if (end < 0) {
      this.#rest = Buffer.from(chunk)
      return -1
    }
    const head = chunk.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 101') || !head.includes(this.#accept)) {
      this.#end(`no upgrade: ${head.split('\r\n')[0]}`)
      return -1
    }
    this.#upgraded?.resolve()
    this.#upgraded = null
    return end + 4
  }

  #frames(chunk: Buffer): number {
    let at = 0
    while (!this.#ended) {
      if (this.#listener.skim) at = this.#listener.skim(chunk, at, chunk.length)
      const head = readHead(chunk, at)
      if (!head || head.to > chunk.length) return at
      this.#take(head, chunk)
      at = head.to
    }
    return chunk.length
  }

  #take({ code, final, from, to }: Head, chunk: Buffer): void {
    if (code <= opcode.text) {
      const text = chunk.toString('utf8', from, to)
      if (!final) this.#fragments.push(text)
      else this.#listener.text(this.#fragments.length > 0 ? this.#fragments.splice(0).join('') + text : text)
    } else if (code === opcode.ping) this.#socket.write(maskedFrame(opcode.pong, chunk.subarray(from, to)))
    else if (code === opcode.close) {
      this.#socket.end(maskedFrame(opcode.close, chunk.subarray(from, Math.min(from + 2, to))))
      this.#end(
        to - from < 2 ? 'closed' : `closed: ${chunk.readUInt16BE(from)} ${chunk.toString('utf8', from + 2, to)}`,
      )
    }
  }

  #end(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#upgraded?.reject(new Error(reason))
    this.#listener.closed(reason)
    this.#socket.destroy()
  }
}

type Head = { code: number; final: boolean; from: number; to: number }

/** Where the payload of the frame at `at` lies; null when its head is not whole. Servers do not mask. */
export function readHead(chunk: Buffer, at: number): Head | null {
  if (at + 2 > chunk.length) return null
  const first = chunk[at] as number
  const short = chunk[at + 1] as number
  const size = short < 126 ? 2 : short === 126 ? 4 : 10
  if (at + size > chunk.length) return null
  const length =
    short < 126 ? short : short === 126 ? chunk.readUInt16BE(at + 2) : Number(chunk.readBigUInt64BE(at + 2))
  return { code: first & 0x0f, final: first >= 0x80, from: at + size, to: at + size + length }
}

/** A whole frame of a client. */
export function maskedFrame(code: number, payload: Buffer): Buffer {
  const size = payload.length < 126 ? 2 : 4
  if (payload.length > 0xffff) throw new Error('A load generator sends short messages only')
  const frame = Buffer.allocUnsafe(size + 4 + payload.length)
  frame[0] = 0x80 | code
  if (size === 2) frame[1] = 0x80 | payload.length
  else {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(payload.length, 2)
  }
  const mask = randomBytes(4)
  mask.copy(frame, size)
  for (let i = 0; i < payload.length; i++) frame[size + 4 + i] = (payload[i] as number) ^ (mask[i & 3] as number)
  return frame
}
