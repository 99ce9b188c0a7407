import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExecutionResult } from 'graphql'
import type { Viewer } from '../auth/viewer.ts'
import type { DomainError } from '../errors.ts'
import { toBytes } from '../fanout/frame.ts'
import { framed } from '../fanout/framing.ts'
import { Outlet } from '../fanout/outlet.ts'
import { completeEvent, nextEvents, pingEvent } from '../fanout/server-sent-events.ts'
import type { LiveConnection } from './connections.ts'
import { HttpConnection } from './http-connection.ts'
import type { Pinged } from './pings.ts'

const head = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' }

/** One event stream: whose it is, and the way out of it. */
export class StreamConnection extends HttpConnection implements LiveConnection, Pinged {
  readonly outlet: Outlet
  readonly #end: () => void
  #closed = () => {}

  constructor(request: IncomingMessage, response: ServerResponse, asking: Viewer | DomainError) {
    super(request, response, asking)
    this.outlet = new Outlet(response)
    // A response that waits behind another one is not always told that their socket has closed. And when the client has
    // ended its side, Node ends the other, which may not be done for long: until then nothing else says that it has left.
    const { socket } = request
    const left = () => this.close()
    this.#end = () => {
      socket.off('close', this.#end)
      socket.off('end', left)
      this.outlet.end()
      this.#closed()
    }
    response.once('close', this.#end)
    socket.once('close', this.#end)
    socket.once('end', left)
    if (socket.destroyed || socket.readableEnded) left()
  }

  /** Sends the head, with a first comment: some browsers take a head alone for nothing yet. */
  begin(): void {
    if (!this.outlet.open || this.response.headersSent) return
    this.response.writeHead(200, head)
    this.outlet.push(pingEvent)
    this.outlet.flush()
  }

  /** Resolves when there is room for more. */
  async send(result: ExecutionResult): Promise<void> {
    this.outlet.push(framed(nextEvents, toBytes(JSON.stringify(result))))
    await this.#room()
  }

  /** Completes the operation, with a last result where there is one, and ends the stream. */
  async finish(result?: ExecutionResult): Promise<void> {
    this.begin()
    if (result) await this.send(result)
    await this.#room()
    this.outlet.push(completeEvent)
    this.outlet.flush()
    this.outlet.end()
    this.response.end()
  }

  /** Calls back when it has ended, however it ended; perhaps more than once. */
  onClosed(call: () => void): void {
    this.#closed = call
  }

  stalledSince(): number | null {
    return this.outlet.fullSince
  }

  close(): void {
    this.response.destroy()
    this.#end()
  }

  ping(): void {
    this.outlet.push(pingEvent)
  }

  async #room(): Promise<void> {
    if (this.outlet.full) await new Promise<void>((drained) => this.outlet.onDrained(drained))
  }
}
