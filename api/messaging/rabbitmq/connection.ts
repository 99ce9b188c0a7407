import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChannelModel, connect } from 'amqplib'
import { createBackoff } from '../../lib/backoff.ts'
import type { OutageLog } from '../../lib/outage.ts'
import { type Pause, startLoop } from '../../lib/wakeable-loop.ts'

/** A connection that is made again for ever, until `close()`. */
export type BrokerConnection = {
  up(): boolean
  close(): Promise<void>
}

export type BrokerConnectionOptions = {
  url: string
  /** What the broker shows as the connection's name. */
  name: string
  /** Shared by all connections to the broker. */
  outage: OutageLog
  /** Makes a fresh connection useful: opens its channels, and keeps them open until it ends. */
  setUp(model: ChannelModel): Promise<void>
}

/** Seconds. A frozen or unplugged broker is noticed after two to three of them. */
const heartbeat = 4
const connectWithin = 10_000
const closeWithin = 2_000
/** Milliseconds. A connection that lived this long was a good one: pauses start small again. */
const goodLife = 5_000

/**
 * Resolves when the connection stands and is set up; rejects when the first attempt fails. amqplib can reconnect by
 * itself, but it waits for ever for a frozen broker to answer a close; here a connection is given up by its socket.
 */
export async function holdConnection(options: BrokerConnectionOptions): Promise<BrokerConnection> {
  const { name, outage } = options
  const backoff = createBackoff({ first: 100, longest: 5_000 })
  let closing = false
  let session: Session | null = await openSession(options)

  /** One connection from its beginning to its end, or an attempt at one. */
  async function turn(): Promise<Pause> {
    session ??= await reopen()
    if (session) await live(session)
    session = null
    return { pause: backoff.next(), wakeable: false }
  }

  async function reopen(): Promise<Session | null> {
    try {
      const opened = await openSession(options)
      // close() may have come meanwhile, and has then found nothing to close.
      if (closing) opened.lose('closed by Parley')
      else outage.recovered(name)
      return opened
    } catch (error) {
      outage.failed(error, name)
      return null
    }
  }

  async function live({ model, lost }: Session): Promise<void> {
    const since = Date.now()
    const reason = await lost
    await giveUp(model)
    if (!closing) outage.failed(reason, name)
    if (Date.now() - since > goodLife) backoff.reset()
  }
  const loop = startLoop(turn)

  return {
    up: () => session !== null,
    close: () => {
      closing = true
      session?.lose('closed by Parley')
      return loop.stop()
    },
  }
}

type Session = { model: ChannelModel; lost: Promise<string>; lose: (reason: string) => void }

async function openSession({ url, name, setUp }: BrokerConnectionOptions): Promise<Session> {
  const model = await connect(withHeartbeat(url), {
    timeout: connectWithin,
    noDelay: true,
    clientProperties: { connection_name: name },
  })
  const { promise: lost, resolve: lose } = Promise.withResolvers<string>()
  // Without a listener for `error`, a broker that dies takes the process with it.
  model.on('error', (error) => lose(error.message))
  model.on('close', (error) => lose(error?.message ?? 'the connection was closed'))
  try {
    await setUp(model)
  } catch (error) {
    await giveUp(model)
    throw error
  }
  return { model, lost, lose }
}

/** Closes politely, and after a while by the socket: a frozen broker never answers, nor does an unplugged one. */
async function giveUp(model: ChannelModel): Promise<void> {
  await Promise.race([model.close().catch(() => {}), sleep(closeWithin, null, { ref: false })])
  // The types do not show the socket. With the error, amqplib notices and stops its heartbeat.
  const { stream } = model.connection as unknown as { stream: Socket }
  stream.destroy(new Error('given up'))
}

function withHeartbeat(url: string): string {
  const address = new URL(url)
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(heartbeat))
  return address.href
}

/** Names the server, without its password. */
export function cannotBeUsed(url: string, reason: unknown): Error {
  const address = new URL(url)
  if (address.password) address.password = '…'
  return new Error(`RabbitMQ at ${decodeURI(address.href)} cannot be used: ${messageOf(reason)}`)
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
