import { randomUUID } from 'node:crypto'
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib'
import type { Logger } from 'pino'
import { createBackoff } from '../../lib/backoff.ts'
import { createOutageLog } from '../../lib/outage.ts'
import { PublishRejected } from '../broker.ts'

/** Publishes with confirms, over one connection after the other. */
export type ConfirmedPublisher = {
  /** Opens a channel on a fresh connection, and another one whenever the broker has closed it, until the connection ends. */
  setUp(model: ChannelModel): Promise<void>
  /**
   * Resolves on the broker's confirm. Rejects with {@link PublishRejected} when no queue would get the message, when it
   * cannot be encoded or when a queue has no room; with another error when the broker is away, blocked or silent.
   */
  send(exchange: string, routingKey: string, content: Buffer, properties: Options.Publish): Promise<void>
  /** True after the broker has closed the channel over a message, until it confirms one. */
  isRefused(): boolean
  /** Resolves when nothing is in flight any more. */
  drained(): Promise<void>
}

/** The header that tells one publish from another when its message comes back unroutable. */
const publishHeader = 'parley-publish'
/** Milliseconds. The broker may be frozen, or a disk full: it then says nothing at all. */
const confirmWithin = 10_000

const closedTexts = {
  begins: 'rabbitmq: the broker closed a channel for publishing, opening another one',
  goesOn: 'rabbitmq: the broker still closes channels for publishing',
  ends: 'rabbitmq: the broker takes messages on a new channel',
}

type Open = { channel: ConfirmChannel; returned: Map<string, string> }

export function confirmedPublisher(log: Logger): ConfirmedPublisher {
  const inFlight = new Set<Promise<void>>()
  // What a message did to its channel says nothing about the next one, so the first pause is none to speak of.
  const backoff = createBackoff({ first: 20, longest: 30_000 })
  let model: ChannelModel | null = null
  let open: Open | null = null
  let blocked: string | null = null
  let refused = false
  const closed = createOutageLog(log, closedTexts)

  async function reopen(on: ChannelModel): Promise<void> {
    const opened: Open = { channel: await on.createConfirmChannel(), returned: new Map() }
    const { channel, returned } = opened
    channel.on('error', (error) => {
      refused = true
      closed.failed(error)
    })
    // Runs before amqplib tells the pending publishes, which so learn that the channel is gone.
    channel.prependListener('close', () => {
      if (open === opened) open = null
      reopenLater(on)
    })
    channel.on('return', ({ properties, fields }) => {
      const attempt = properties.headers?.[publishHeader]
      if (typeof attempt === 'string')
        returned.set(attempt, `No queue is bound to ${fields.routingKey} of exchange "${fields.exchange}"`)
    })
    if (model === on) open = opened
  }

  function reopenLater(on: ChannelModel): void {
    if (model !== on) return
    const timer = setTimeout(() => {
      if (model === on) reopen(on).catch(() => reopenLater(on))
    }, backoff.next())
    timer.unref()
  }

  const publish = (exchange: string, routingKey: string, content: Buffer, properties: Options.Publish) =>
    new Promise<void>((resolve, reject) => {
      if (!open) throw new Error('RabbitMQ is not connected')
      if (blocked !== null) throw new Error(`RabbitMQ takes nothing at the moment: ${blocked}`)
      const on = open
      const attempt = randomUUID()
      const timer = setTimeout(
        () => reject(new Error(`RabbitMQ did not confirm within ${confirmWithin / 1_000} seconds`)),
        confirmWithin,
      )
      const confirmed = (error: unknown) => {
        clearTimeout(timer)
        // The broker returns an unroutable message before it confirms it.
        const reason = on.returned.get(attempt)
        on.returned.delete(attempt)
        if (reason) reject(new PublishRejected(reason))
        else if (!error) {
          backoff.reset()
          refused = false
          closed.recovered()
          resolve()
        } else if (open === on)
          reject(new PublishRejected('RabbitMQ has no room for it in one of its queues', { forNow: true }))
        else reject(new Error('RabbitMQ went away before it confirmed'))
      }
      const headers = { ...properties.headers, [publishHeader]: attempt }
      try {
        const options = { ...properties, headers, mandatory: true, persistent: true }
        on.channel.publish(exchange, routingKey, content, options, confirmed)
      } catch (error) {
        clearTimeout(timer)
        throw encodingError(error)
      }
    })

  return {
    setUp: async (fresh) => {
      model = fresh
      blocked = null
      fresh.on('blocked', (reason) => {
        blocked = reason
        log.warn({ reason }, 'rabbitmq: the broker takes no more messages')
      })
      fresh.on('unblocked', () => {
        blocked = null
        log.info('rabbitmq: the broker takes messages again')
      })
      fresh.on('close', () => {
        if (model === fresh) model = null
      })
      await reopen(fresh)
    },
    send: (...message) => {
      const sent = publish(...message)
      inFlight.add(sent)
      return sent.finally(() => inFlight.delete(sent))
    },
    isRefused: () => refused,
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
