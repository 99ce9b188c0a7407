import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { until } from './waiting.ts'

export type Frame = { type: string; id?: string; payload?: unknown }
type Closing = { code: number; reason: string }

/** A WebSocket with nothing between the test and the wire. */
export type Wire = {
  socket: WebSocket
  /** Every message the server has sent, in order. */
  frames: Frame[]
  send(frame: Frame | string): void
  /** The next message nobody has asked for yet. */
  next(): Promise<Frame>
  /** The next message of one operation that nobody has asked for yet. */
  nextOf(id: string): Promise<Frame>
  /** How the server closed it. */
  closed(): Promise<Closing>
  isOpen(): boolean
  close(): void
}

/** What an HTTP upgrade was refused with. */
export class UpgradeRefused extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The upgrade was answered with ${status}`)
    this.status = status
  }
}

/** Opens a socket to `/graphql`; rejects with {@link UpgradeRefused} when the server does not upgrade. */
export async function openWire(
  url: string,
  { protocol = 'graphql-transport-ws', origin }: { protocol?: string; origin?: string } = {},
): Promise<Wire> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol ? [protocol] : [], { origin })
  const frames: Frame[] = []
  const taken = new Set<Frame>()
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame))
  let closing: Closing | null = null
  socket.once('close', (code, reason) => {
    closing = { code, reason: String(reason) }
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_: unknown, response: IncomingMessage) =>
      reject(new UpgradeRefused(response.statusCode ?? 0)),
    )
    socket.on('error', reject)
  })
  const take = async (what: string, wanted: (frame: Frame) => boolean) => {
    const frame = await until(what, () => frames.find((candidate) => !taken.has(candidate) && wanted(candidate)))
    taken.add(frame)
    return frame
  }
  return {
    socket,
    frames,
    send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    next: () => take('the server says something', () => true),
    nextOf: (id) => take(`the server says something about operation ${id}`, (frame) => frame.id === id),
    closed: () => until('the server closes the socket', () => closing),
    isOpen: () => socket.readyState === socket.OPEN,
    close: () => socket.terminate(),
  }
}

/** A socket whose connection the server has acknowledged. */
export async function connectWire(url: string, token: string): Promise<Wire> {
  const wire = await openWire(url)
  wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })
  const { type } = await wire.next()
  if (type !== 'connection_ack') throw new Error(`Expected an acknowledgement, got ${type}`)
  return wire
}
