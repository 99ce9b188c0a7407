import { randomBytes } from 'node:crypto'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { type Channel, type ChannelModel, connect } from 'amqplib'
import { eventNames } from '../event-names.ts'
import { topology } from './topology.ts'

export type TestTopology = {
  exchange: string
  queuePrefix: string
  url: string
  /** For publishing by hand and for looking at queues. */
  channel: Channel
  /** Deletes everything with these names. */
  dispose(): Promise<void>
}

/** Names of one test on the broker of `TEST_AMQP_URL`, which many tests share. */
export async function testTopology(): Promise<TestTopology> {
  const url = process.env.TEST_AMQP_URL
  if (!url) throw new Error('TEST_AMQP_URL is not set: run the tests with npm test, or give a RabbitMQ server')
  const suffix = randomBytes(5).toString('hex')
  const names = { exchange: `${topology.exchange}-${suffix}`, queuePrefix: `parley-${suffix}.` }
  const model: ChannelModel = await connect(url)
  model.on('error', () => {})
  const channel = await model.createChannel()
  return {
    ...names,
    url,
    channel,
    dispose: async () => {
      for (const name of [...eventNames, 'payments.PolicyCreated', 'dead'])
        await channel.deleteQueue(names.queuePrefix + name)
      await channel.deleteExchange(names.exchange)
      await model.close()
    },
  }
}

export type Proxy = {
  url: string
  /** Cuts every connection. */
  cut(): void
  /** Keeps connections open and lets nothing through, as a frozen broker does. */
  freeze(): void
  /** Refuses new connections, or takes them again. */
  refuse(refusing: boolean): void
  close(): Promise<void>
}

/** A way to the broker that can be cut, frozen and closed. */
export async function proxyTo(url: string): Promise<Proxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let refusing = false
  const server = createServer((incoming) => {
    if (refusing) return incoming.destroy()
    const outgoing = dial(Number(target.port || 5672), target.hostname)
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(from)
      from.pipe(to)
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const here = new URL(url)
  here.hostname = '127.0.0.1'
  here.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: here.href,
    cut,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause()
    },
    refuse: (value) => {
      refusing = value
    },
    close: async () => {
      cut()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
