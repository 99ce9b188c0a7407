import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelModel } from 'amqplib'
import type { Logger } from 'pino'
import { createBackoff } from '../../lib/backoff.ts'
import { createOutageLog } from '../../lib/outage.ts'
import type { EnvelopeHandler } from '../broker.ts'
import type { Publisher } from './publisher.ts'
import { type ConsumerChannel, queueDeliveries } from './queue-deliveries.ts'
import { provideQueue, queueOf, restoreQueue, type Subscription, type Topology } from './topology.ts'

/** One queue, consumed over whatever connection there is. */
export type QueueConsumer = {
  event: string
  name: string
  /** Consumes on a fresh connection. Resolves after the first attempt, and goes on trying until the connection ends. */
  open(model: ChannelModel): Promise<void>
  /** Declares the queue again: an event found none, because somebody deleted the exchange and its bindings with it. */
  repair(): Promise<void>
  /** False while the broker is reached and the queue cannot be consumed. */
  available(): boolean
  /** Cancels and waits for the handler in flight; what was prefetched or pauses goes back to the queue. */
  stop(): Promise<void>
}

export type QueueOptions = {
  names: Topology
  publisher: Publisher
  log: Logger
  /** Milliseconds before the second, third, … delivery. */
  pauses: readonly number[]
  /** Called when a dead letter could not be written: its queue may be missing. */
  missesDeadQueue: () => void
}

const prefetch = 50
/** Milliseconds that a frozen broker may take over the close of a channel. */
const closeWithin = 2_000

const unavailableTexts = {
  begins: 'rabbitmq: a queue cannot be consumed, trying again until it can',
  goesOn: 'rabbitmq: a queue still cannot be consumed',
  ends: 'rabbitmq: a queue can be consumed again',
}

/** Consumes a queue, and tries again with growing pauses when the broker does not let us or ends it. */
export function consumeQueue(
  subscription: Subscription,
  handle: EnvelopeHandler,
  options: QueueOptions,
): QueueConsumer {
  const { names, log } = options
  const name = queueOf(names, subscription)
  const deliveries = queueDeliveries({ ...options, queue: name, event: subscription.event, handle })
  const backoff = createBackoff({ first: 200, longest: 30_000 })
  const outage = createOutageLog(log.child({ queue: name }), unavailableTexts)
  let current: ChannelModel | null = null
  let session: ConsumerChannel | null = null
  let stopping = false

  /** Reports the end of a consumer once, whichever of its signs comes first, and begins another one. */
  function ending(model: ChannelModel) {
    let over = false
    return (reason: string, opened: ConsumerChannel | null, isOpen: boolean) => {
      if (over) return
      over = true
      if (opened) opened.live = false
      if (isOpen) opened?.channel.close().catch(() => {})
      // With the connection gone as well, the next one begins anew.
      if (stopping || current !== model) return
      outage.failed(reason)
      const again = () => {
        if (!stopping && current === model) void consumeOn(model)
      }
      setTimeout(again, backoff.next()).unref()
    }
  }

  async function consumeOn(model: ChannelModel): Promise<void> {
    const end = ending(model)
    let opened: ConsumerChannel | null = null
    // RabbitMQ drops the connection over the close of a channel that it has closed.
    let isOpen = false
    const closed = (reason: string) => {
      isOpen = false
      end(reason, opened, false)
    }
    try {
      const isOurs = await provideQueue(model, names, subscription, log)
      const channel = await model.createChannel()
      isOpen = true
      const fresh = { channel, tag: '', isOurs, live: true, queueIsGone: false }
      opened = fresh
      session = fresh
      channel.on('error', (error) => closed(error.message))
      channel.on('close', () => closed('the channel was closed'))
      await channel.prefetch(prefetch)
      const { consumerTag } = await channel.consume(name, (message) => {
        if (message !== null) return deliveries.add(fresh, message)
        // The broker cancelled the consumer: the queue was deleted.
        fresh.queueIsGone = true
        end('the queue is gone', fresh, isOpen)
      })
      fresh.tag = consumerTag
      backoff.reset()
      outage.recovered()
    } catch (error) {
      end(error instanceof Error ? error.message : String(error), opened, isOpen)
    }
  }

  return {
    event: subscription.event,
    name,
    open: (model) => {
      current = model
      model.on('close', () => {
        if (current === model) current = null
      })
      return consumeOn(model)
    },
    repair: async () => {
      if (!current || !session?.live) return
      log.warn({ queue: name }, 'rabbitmq: an event found no queue, declaring it again')
      if (session.isOurs) await restoreQueue(session.channel, names, subscription)
      else await provideQueue(current, names, subscription, log)
    },
    available: () => current === null || session?.live === true,
    stop: async () => {
      stopping = true
      const last = session
      if (last?.live) last.channel.cancel(last.tag).catch(() => {})
      await deliveries.stop()
      // The close of the connection could overtake the last acknowledgements; that of their channel cannot.
      if (last?.live)
        await Promise.race([last.channel.close().catch(() => {}), sleep(closeWithin, null, { ref: false })])
    },
  }
}
