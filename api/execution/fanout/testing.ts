import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { SocketWriter } from './socket-writer.ts'

/** One real connection: what is pushed into the writer arrives as messages, or as events, at the other end. */
export type TestSocket = {
  writer: SocketWriter
  /** The server's side, to look at its buffer. */
  socket: Socket
  /** Messages so far, parsed. */
  received: Message[]
  /** Resolves as soon as so many messages have arrived. */
  until(count: number): Promise<void>
  /** Stops reading from the connection, and goes on. */
  pause(): void
  resume(): void
  close(): void
}

export async function openTestSocket(take: (rest: Buffer) => Taken | null = takeFrame): Promise<TestSocket> {
  const server = createServer()
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const socket = await accepted
  const received: Message[] = []
  let waiting: { count: number; resolve: () => void }[] = []
  let rest: Buffer = Buffer.alloc(0)
  client.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    for (let taken = take(rest); taken; taken = take(rest)) {
      received.push(taken.message)
      rest = rest.subarray(taken.length)
    }
    waiting = waiting.filter(({ count, resolve }) => received.length < count || resolve())
  })

  return {
    writer: new SocketWriter(socket),
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

type Message = { id: string; payload: unknown }
type Taken = { message: Message; length: number }

/** RFC 6455, 5.2, for unmasked text frames. */
function takeFrame(rest: Buffer): Taken | null {
  if (rest.length < 2) return null
  const short = (rest[1] ?? 0) & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (rest.length < head) return null
  const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2))
  if (rest[0] !== 0x81) throw new Error(`Not a text frame: ${rest[0]}`)
  if (rest.length < head + length) return null
  return { message: JSON.parse(rest.subarray(head, head + length).toString('utf8')), length: head + length }
}

/** One server-sent `next` event. */
export function takeEvent(rest: Buffer): Taken | null {
  const end = rest.indexOf('\n\n')
  if (end < 0) return null
  const [event, data] = rest.subarray(0, end).toString('utf8').split('\n')
  if (event !== 'event: next' || !data?.startsWith('data: ')) throw new Error(`Not a next event: ${event}`)
  return { message: { id: '', payload: JSON.parse(data.slice('data: '.length)) }, length: end + 2 }
}
