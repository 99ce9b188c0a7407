import type { Logger } from 'pino'
import { createOutageLog } from '../../lib/outage.ts'
import { type Broker, PublishRejected, retryPauses } from '../broker.ts'
import { cannotBeUsed, holdConnection } from './connection.ts'
import { createConsumer } from './consumer.ts'
import { propertiesOf, withCloudEvent } from './message.ts'
import { createPublisher } from './publisher.ts'
import { type Topology, topology } from './topology.ts'

export type RabbitOptions = Partial<Topology> & {
  log: Logger
  /** Whether what is published carries the attributes of CloudEvents as well. */
  cloudEvents?: boolean
  /** Milliseconds before the second, third, … delivery. */
  pauses?: readonly number[]
}

/**
 * Rejects, with a message that names the server without its password, when the first connection fails; from then on it
 * reconnects by itself for ever. Publishing and consuming have a connection each: a broker whose disk is full stops
 * reading from connections that publish, and acknowledgements must still get through.
 */
export async function connectRabbit(url: string, options: RabbitOptions): Promise<Broker> {
  const { log, pauses = retryPauses, cloudEvents = false } = options
  const names = {
    exchange: options.exchange ?? topology.exchange,
    queuePrefix: options.queuePrefix ?? topology.queuePrefix,
  }
  const publisher = createPublisher(names, log)
  const consumer = createConsumer({ names, publisher, log, pauses })
  const outage = createOutageLog(log, 'rabbitmq')
  const [publishing, consuming] = await holdBoth(
    url,
    holdConnection({ url, name: 'parley publish', outage, setUp: publisher.setUp }),
    holdConnection({ url, name: 'parley consume', outage, setUp: consumer.setUp }),
  )

  return {
    publish: async (envelope) => {
      const body = Buffer.from(envelope.body, 'utf8')
      try {
        await publisher.publish(envelope.name, body, cloudEvents ? withCloudEvent(envelope) : propertiesOf(envelope))
      } catch (error) {
        if (error instanceof PublishRejected && !error.forNow) await consumer.repair(envelope.name).catch(() => {})
        throw error
      }
    },
    consume: consumer.add,
    unavailable: () => [...publisher.unavailable(), ...consumer.unavailable()],
    ready: () => publishing.up() && consuming.up(),
    close: async () => {
      await consumer.stop()
      await publisher.drained()
      await Promise.all([publishing.close(), consuming.close()])
    },
  }
}

async function holdBoth<Link extends { close(): Promise<void> }>(
  url: string,
  ...opening: [Promise<Link>, Promise<Link>]
) {
  const [one, other] = await Promise.allSettled(opening)
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value] as const
  for (const half of [one, other]) if (half.status === 'fulfilled') await half.value.close()
  const failed = one.status === 'rejected' ? one : other
  throw cannotBeUsed(url, failed.status === 'rejected' ? failed.reason : null)
}
