import type { ServerResponse } from 'node:http'
import type { ExecutionResult } from 'graphql'
import type { Viewer } from '../../auth/viewer.ts'
import { toBytes } from '../../execution/fanout/bytes.ts'
import { encodeOne } from '../../execution/fanout/encoder.ts'
import { completeEvent, nextEventEncoder, pingEvent } from '../../execution/fanout/server-sent-events.ts'
import { SocketWriter } from '../../execution/fanout/socket-writer.ts'
import type { DomainError } from '../../lib/errors.ts'
import { HttpCaller } from '../http/http-caller.ts'
import type { LiveConnection } from '../live-connections.ts'
import type { Pinged } from '../pings.ts'
import type { Site } from '../transport-deps.ts'

export const eventStreamHead = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
}

/** One event stream: its viewer and its response. */
export class StreamConnection extends HttpCaller implements LiveConnection, Pinged {
  readonly writer: SocketWriter
  readonly #end: () => void
  #closed = () => {}

  constructor(response: ServerResponse, asking: Viewer | DomainError, site: Site) {
    super(response, asking, site)
    this.writer = new SocketWriter(response)
    // A pipelined response that waits behind another one does not always emit `close` with its socket. And when the client
    // has ended its side, Node ends ours only after all pending data: until then `end` is the one sign that it has left.
    const { socket } = response.req
    // Pings and the bound on slow readers decide how long it may be silent.
    socket.setTimeout(0)
    const left = () => this.close()
    this.#end = () => {
      socket.off('close', this.#end)
      socket.off('end', left)
      this.writer.end()
      this.#closed()
    }
    response.once('close', this.#end)
    socket.once('close', this.#end)
    socket.once('end', left)
    if (socket.destroyed || socket.readableEnded) left()
  }

  /** Sends the head and a first comment: some browsers report an open stream only when a byte of its body arrives. */
  begin(): void {
    if (!this.writer.open) return
    this.response.writeHead(200, eventStreamHead)
    this.writer.push(pingEvent)
    this.writer.flush()
  }

  /** Resolves when there is room for more. */
  async send(result: ExecutionResult): Promise<void> {
    this.writer.push(encodeOne(nextEventEncoder, toBytes(JSON.stringify(result))))
    await this.#room()
  }

  /** Completes the operation, with a last result where there is one, and ends the stream. */
  async finish(result?: ExecutionResult): Promise<void> {
    if (result) await this.send(result)
    await this.#room()
    this.writer.push(completeEvent)
    this.writer.flush()
    this.writer.end()
    this.response.end()
  }

  /** Calls back when it has ended, however it ended; perhaps more than once. */
  onClosed(call: () => void): void {
    this.#closed = call
  }

  /** It is one subscription. */
  async answered(): Promise<void> {}

  stalledSince(): number | null {
    return this.writer.fullSince
  }

  close(): void {
    this.response.destroy()
    this.#end()
  }

  ping(): void {
    this.writer.push(pingEvent)
  }

  async #room(): Promise<void> {
    if (this.writer.full) await new Promise<void>((drained) => this.writer.onDrained(drained))
  }
}
