import type { ChannelModel, Options } from 'amqplib'
import type { Logger } from 'pino'
import { createBackoff } from '../../lib/backoff.ts'
import { createOutageLog } from '../../lib/outage.ts'
import { PublishRejected } from '../broker.ts'
import { confirmedPublisher } from './confirm-channel.ts'
import { deadQueueOf, provideExchange, type Topology } from './topology.ts'

/** What a process publishes: events to the exchange, and dead letters to their queue. Neither gets in the other's way. */
export type Publisher = {
  setUp(model: ChannelModel): Promise<void>
  /** Rejects as {@link confirmedPublisher} does, and with an Error while the exchange cannot be used. */
  publish(routingKey: string, content: Buffer, properties: Options.Publish): Promise<void>
  deadLetter(content: Buffer, properties: Options.Publish): Promise<void>
  /** The exchange, while it is not there and cannot be declared, or the broker refuses what is published to it. */
  unavailable(): string[]
  /** Resolves when nothing is in flight any more. */
  drained(): Promise<void>
}

const unavailableTexts = {
  begins: 'rabbitmq: the exchange cannot be used, trying again until it can',
  goesOn: 'rabbitmq: the exchange still cannot be used',
  ends: 'rabbitmq: the exchange can be used again',
}

export function createPublisher(names: Topology, log: Logger): Publisher {
  const { exchange } = names
  const events = confirmedPublisher(log)
  const deadLetters = confirmedPublisher(log)
  const backoff = createBackoff({ first: 200, longest: 30_000 })
  const outage = createOutageLog(log.child({ exchange }), unavailableTexts)
  let current: ChannelModel | null = null
  let unavailable: string | null = null
  let providing: Promise<void> | null = null

  // Many publishes may fail together: one attempt is enough for all of them.
  function provide(model: ChannelModel): Promise<void> {
    providing ??= attempt(model).finally(() => {
      providing = null
    })
    return providing
  }

  async function attempt(model: ChannelModel): Promise<void> {
    try {
      await provideExchange(model, names, log)
      unavailable = null
      outage.recovered()
      backoff.reset()
    } catch (error) {
      if (current !== model) return
      unavailable = error instanceof Error ? error.message : String(error)
      outage.failed(error)
      const again = () => {
        if (current === model) void provide(model)
      }
      setTimeout(again, backoff.next()).unref()
    }
  }

  return {
    setUp: async (model) => {
      current = model
      model.on('close', () => {
        if (current === model) current = null
      })
      await provide(model)
      await Promise.all([events.setUp(model), deadLetters.setUp(model)])
    },
    publish: async (routingKey, content, properties) => {
      if (unavailable !== null) throw new Error(`The exchange ${exchange} cannot be used: ${unavailable}`)
      try {
        await events.send(exchange, routingKey, content, properties)
      } catch (error) {
        // The exchange may have been deleted, which closes every channel that publishes to it.
        if (current && !(error instanceof PublishRejected)) void provide(current)
        throw error
      }
    },
    deadLetter: (content, properties) => deadLetters.send('', deadQueueOf(names), content, properties),
    unavailable: () => (unavailable === null && !events.isRefused() ? [] : [exchange]),
    drained: async () => {
      await Promise.all([events.drained(), deadLetters.drained()])
    },
  }
}
