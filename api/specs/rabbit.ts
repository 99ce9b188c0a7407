import { type Channel, type ChannelModel, connect, type GetMessage, type Options } from 'amqplib'
import { eventNames } from '../messaging/event-names.ts'
import { until } from './waiting.ts'

const exchange = 'lab-dotnet-micro'

/** Of all consumers. */
const others = ['payments', 'sales'].flatMap((consumer) => [
  `${consumer}.PolicyCreated`,
  `${consumer}.PolicyTerminated`,
])
const queues = [...eventNames, ...others, 'dead']

/** RabbitMQ as another service sees it. */
export type Rabbit = {
  url: string
  /** Publishes as another service does, with exactly these properties. */
  publish(routingKey: string, body: string | Buffer, properties?: Options.Publish): void
  /** Hears, from now on, what is published with this routing key. */
  overhear(routingKey: string): Promise<{ messages: GetMessage[]; hears(count: number): Promise<GetMessage[]> }>
  /** Takes the next letter of notifications out of the queue of dead ones, and with it those of other consumers before it. */
  deadLetter(): Promise<GetMessage>
  close(): Promise<void>
}

export function amqpUrl(): string {
  const url = process.env.TEST_AMQP_URL
  if (!url) throw new Error('TEST_AMQP_URL is not set: run the tests with npm test, or give a RabbitMQ server')
  return url
}

/** Connects, and removes what an earlier file has left in Parley's queues. */
export async function cleanRabbit(): Promise<Rabbit> {
  const url = amqpUrl()
  const model: ChannelModel = await connect(url)
  model.on('error', () => {})
  const channel: Channel = await model.createChannel()
  for (const name of queues) await channel.deleteQueue(`parley.${name}`)
  await channel.assertExchange(exchange, 'topic', { durable: true, autoDelete: false })
  return {
    url,
    publish: (routingKey, body, properties = {}) => {
      channel.publish(exchange, routingKey, Buffer.from(body), properties)
    },
    overhear: async (routingKey) => {
      const { queue } = await channel.assertQueue('', { exclusive: true })
      await channel.bindQueue(queue, exchange, routingKey)
      const messages: GetMessage[] = []
      await channel.consume(queue, (message) => message && messages.push(message as never), { noAck: true })
      return {
        messages,
        hears: (count) => until(`${count} ${routingKey} were published`, () => messages.length >= count && messages),
      }
    },
    deadLetter: async () => {
      const next = () => channel.get('parley.dead', { noAck: true })
      const isOfOthers = (letter: GetMessage) => /"parley\.\w+\./.test(JSON.stringify(letter.properties.headers))
      for (;;) {
        const letter = (await until('a dead letter is there', next)) as GetMessage
        if (!isOfOthers(letter)) return letter
      }
    },
    close: async () => {
      for (const name of queues) await channel.deleteQueue(`parley.${name}`)
      await model.close()
    },
  }
}
