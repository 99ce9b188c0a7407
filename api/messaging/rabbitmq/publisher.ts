import { randomUUID } from 'node:crypto'
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib'
import type { Logger } from 'pino'
import { PublishRejected } from '../broker.ts'
import { declareExchange, type Topology } from './topology.ts'

export type Publisher = {
  setUp(model: ChannelModel, lose: (reason: string) => void): Promise<void>
  /**
   * Resolves on the broker's confirm. Rejects with Refused when no queue would get the message, when it cannot be
   * encoded or when a queue has no room; with another error when the broker is away, blocked or silent.
   */
  send(exchange: string, routingKey: string, content: Buffer, properties: Options.Publish): Promise<void>
  /** Resolves when nothing is in flight any more. */
  drained(): Promise<void>
}

/** The header that tells one publish from another when its message comes back unroutable. */
const publishHeader = 'parley-publish'
/** Milliseconds. The broker may be frozen, or a disk full: it then says nothing at all. */
const confirmWithin = 10_000

export function createPublisher(names: Topology, log: Logger): Publisher {
  let channel: ConfirmChannel | null = null
  let blocked: string | null = null
  const returned = new Map<string, string>()
  const inFlight = new Set<Promise<void>>()

  const publish = (exchange: string, routingKey: string, content: Buffer, properties: Options.Publish) =>
    new Promise<void>((resolve, reject) => {
      if (!channel) throw new Error('RabbitMQ is not connected')
      if (blocked !== null) throw new Error(`RabbitMQ takes nothing at the moment: ${blocked}`)
      const attempt = randomUUID()
      const timer = setTimeout(
        () => reject(new Error(`RabbitMQ did not confirm within ${confirmWithin / 1_000} seconds`)),
        confirmWithin,
      )
      const confirmed = (error: unknown) => {
        clearTimeout(timer)
        // The broker returns an unroutable message before it confirms it.
        const reason = returned.get(attempt)
        returned.delete(attempt)
        if (reason) reject(new PublishRejected(reason))
        else if (!error) resolve()
        else if (channel)
          reject(new PublishRejected('RabbitMQ has no room for it in one of its queues', { forNow: true }))
        else reject(new Error('RabbitMQ went away before it confirmed'))
      }
      const headers = { ...properties.headers, [publishHeader]: attempt }
      try {
        channel.publish(
          exchange,
          routingKey,
          content,
          { ...properties, headers, mandatory: true, persistent: true },
          confirmed,
        )
      } catch (error) {
        clearTimeout(timer)
        throw encodingError(error)
      }
    })

  return {
    setUp: async (model, lose) => {
      const opened = await model.createConfirmChannel()
      opened.on('error', (error) => lose(error.message))
      // Runs before amqplib tells the pending publishes, which so learn that the channel is gone.
      opened.prependListener('close', () => {
        channel = null
        lose('the channel was closed')
      })
      opened.on('return', (message) => {
        const attempt = message.properties.headers?.[publishHeader]
        const { routingKey, exchange } = message.fields
        if (typeof attempt === 'string')
          returned.set(attempt, `No queue is bound to ${routingKey} of exchange "${exchange}"`)
      })
      model.on('blocked', (reason) => {
        blocked = reason
        log.warn({ reason }, 'rabbitmq: the broker takes no more messages')
      })
      model.on('unblocked', () => {
        blocked = null
        log.info('rabbitmq: the broker takes messages again')
      })
      await declareExchange(opened, names)
      blocked = null
      channel = opened
    },
    send: (...message) => {
      const sent = publish(...message)
      inFlight.add(sent)
      return sent.finally(() => inFlight.delete(sent))
    },
    drained: async () => {
      await Promise.allSettled(inFlight)
    },
  }
}

// amqplib encodes before it sends: what is too long or of a wrong type throws here and never reached the broker. A
// channel that is just being closed throws as well.
function encodingError(error: unknown): unknown {
  if (error instanceof Error && error.name !== 'IllegalOperationError')
    return new PublishRejected(`It cannot be sent: ${error.message}`)
  return error
}
