import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Outlet } from './outlet.ts'

/** One real connection: what is pushed into the outlet arrives as messages at the reader. */
export type Line = {
  outlet: Outlet
  /** Server side, to look at its buffer. */
  socket: Socket
  /** Messages so far, parsed. */
  received: { id: string; payload: unknown }[]
  /** Resolves as soon as so many messages have arrived. */
  until(count: number): Promise<void>
  /** Stops reading from the connection, and goes on. */
  pause(): void
  resume(): void
  close(): void
}

export async function openLine(): Promise<Line> {
  const server = createServer()
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const socket = await accepted
  const received: { id: string; payload: unknown }[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  let rest: Buffer = Buffer.alloc(0)
  client.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    for (let text = takeFrame(); text !== null; text = takeFrame()) received.push(JSON.parse(text))
    waiting = waiting.filter(({ count, resolve }) => received.length < count || resolve())
  })

  // RFC 6455, 5.2, for unmasked text frames.
  const takeFrame = (): string | null => {
    if (rest.length < 2) return null
    const short = (rest[1] ?? 0) & 0x7f
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (rest.length < head) return null
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2))
    if (rest[0] !== 0x81) throw new Error(`Not a text frame: ${rest[0]}`)
    if (rest.length < head + length) return null
    const text = rest.subarray(head, head + length).toString('utf8')
    rest = rest.subarray(head + length)
    return text
  }

  return {
    outlet: new Outlet(socket),
    socket,
    received,
    until: (count) =>
      received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    pause: () => client.pause(),
    resume: () => client.resume(),
    close: () => {
      client.destroy()
      socket.destroy()
      server.close()
    },
  }
}
