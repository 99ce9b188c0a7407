import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChannelModel, type ConfirmChannel, connect, type Options } from 'amqplib'
import type { Reading } from './book.ts'
import type { Chance } from './chance.ts'
import { type Books, saleOf, sold } from './publishers.ts'

const exchange = 'lab-dotnet-micro'
const heard = ['policycreated', 'policyterminated']
const ownQueue = 'neighbour.heard'

/** Another service on the same RabbitMQ: it publishes events of its own and hears those about policies. */
export type Neighbour = {
  /** Publishes one event; resolves when RabbitMQ has confirmed it. */
  publish(): Promise<void>
  /** What it heard, each event once, in the order of its first coming. */
  reading: Reading
  /** How often it heard something again, which is no fault: RabbitMQ delivers at least once. */
  heardAgain(): number
  leave(): Promise<void>
}

type Event = { routingKey: string; body: string; properties: Options.Publish; acknowledged(): void }

export async function startNeighbour(url: string, books: Books, chance: Chance): Promise<Neighbour> {
  const reading: Reading = { reader: 'another service', login: 'admin', page: [], followed: [] }
  const known = new Set<string>()
  let again = 0
  let left = false
  let channel: ConfirmChannel | null = null
  let model: ChannelModel | null = null

  const hear = (routingKey: string, content: Buffer) => {
    const body = JSON.parse(content.toString()) as Record<string, unknown>
    const number = String(body.PolicyNumber ?? body.policyNumber)
    const key = `${routingKey === 'policycreated' ? 'PolicyCreated' : 'PolicyTerminated'} ${number}`
    if (known.has(key)) again++
    else reading.followed.push({ key, words: '', position: key, at: Date.now() })
    known.add(key)
  }

  const open = async () => {
    const opened = await connect(`${url}?heartbeat=4`, { timeout: 5_000 })
    opened.on('error', () => {})
    const channels = await opened.createConfirmChannel()
    const over = new Promise<void>((resolve) => {
      opened.on('close', () => resolve())
      channels.on('close', () => resolve())
    })
    channels.on('error', () => {})
    await channels.assertExchange(exchange, 'topic', { durable: true, autoDelete: false })
    await channels.assertQueue(ownQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
    for (const routingKey of heard) await channels.bindQueue(ownQueue, exchange, routingKey)
    await channels.prefetch(50)
    await channels.consume(ownQueue, (message) => {
      if (!message) return
      hear(message.fields.routingKey, message.content)
      channels.ack(message)
    })
    model = opened
    channel = channels
    return { over }
  }
  const stay = async (opened: { over: Promise<void> }) => {
    for (let standing: typeof opened | null = opened; !left; ) {
      await standing?.over
      channel = null
      await giveUp(model)
      await sleep(300)
      standing = left ? null : await open().catch(() => null)
    }
  }
  void stay(await open())

  /** Again and again with the same identity, until RabbitMQ has confirmed it. */
  const publishUntilTaken = async ({ routingKey, body, properties, acknowledged }: Event) => {
    while (!left) {
      if (channel && (await offer(channel, routingKey, body, properties))) return acknowledged()
      await sleep(chance.between(100, 300))
    }
  }

  return {
    publish: () => publishUntilTaken(anEvent(books, chance)),
    reading,
    heardAgain: () => again,
    leave: async () => {
      left = true
      await giveUp(model)
    },
  }
}

/** A frozen broker never answers a close. */
async function giveUp(model: ChannelModel | null): Promise<void> {
  if (!model) return
  await Promise.race([model.close().catch(() => {}), sleep(1_000)])
  const { stream } = model.connection as unknown as { stream: Socket }
  stream.destroy(new Error('given up'))
}

/** False when it was not confirmed within five seconds, or no queue took it. */
function offer(
  channel: ConfirmChannel,
  routingKey: string,
  body: string,
  properties: Options.Publish,
): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = randomUUID()
    const timer = setTimeout(() => settle(false), 5_000)
    const settle = (taken: boolean) => {
      clearTimeout(timer)
      channel.off('return', onReturn)
      resolve(taken)
    }
    // An unroutable message comes back before it is confirmed.
    const onReturn = (message: { properties: { headers?: Record<string, unknown> } }) => {
      if (message.properties.headers?.attempt === attempt) settle(false)
    }
    channel.on('return', onReturn)
    const options = { ...properties, headers: { attempt }, persistent: true, mandatory: true }
    try {
      channel.publish(exchange, routingKey, Buffer.from(body), options, (error) => settle(!error))
    } catch {
      settle(false)
    }
  })
}

/** Events as the .NET services write them: EasyNetQ's PascalCase, RawRabbit's camelCase with `$id`, with and without id. */
function anEvent(books: Books, chance: Chance): Event {
  const number = randomUUID()
  const say = (key: string, words: string, audience: string[] | null = null) =>
    books.notifications.say({ key, words, audience })
  const make = (routingKey: string, body: object, key: string, properties: Options.Publish = {}): Event => ({
    routingKey,
    body: JSON.stringify(body),
    properties,
    acknowledged: () => books.notifications.acknowledge(key),
  })
  const withId = { messageId: randomUUID(), contentType: 'application/json', timestamp: Math.floor(Date.now() / 1_000) }
  return chance.pick([
    () => {
      say(`PaymentReceived ${number}`, 'A payment of 72.00 EUR was received.')
      return make('paymentreceived', { PolicyNumber: number, Amount: 72 }, `PaymentReceived ${number}`, withId)
    },
    () => {
      say(`CommissionCalculated ${number}`, 'A commission of 7.20 EUR was calculated for jimmy.solid.', [
        'jimmy.solid',
        'admin',
      ])
      const body = { $id: '1', policyNumber: number, amount: '7.20', agentLogin: 'jimmy.solid' }
      return make('commissioncalculated', body, `CommissionCalculated ${number}`)
    },
    () => {
      const code = `X${number.slice(0, 8).toUpperCase()}`
      say(`ProductActivated ${code}`, `Chaos (${code}) can be sold from now on.`)
      return make('productactivated', { ProductCode: code, ProductName: 'Chaos' }, `ProductActivated ${code}`, withId)
    },
    () => {
      const sale = saleOf('danny.solid', 'CAR', '18.08')
      const body = { PolicyNumber: number, ProductCode: 'CAR', TotalPremium: 120.5, AgentLogin: 'danny.solid' }
      say(`PolicySold ${number}`, sale.words)
      say(`CommissionCalculated ${number}`, sale.commission, ['danny.solid', 'admin'])
      books.events.say({ key: `PolicyCreated ${number}`, words: '', audience: null })
      return { ...make('policycreated', body, ''), acknowledged: () => sold(books, number, sale) }
    },
  ])()
}
