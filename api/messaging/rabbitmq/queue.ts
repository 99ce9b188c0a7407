import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import type { Logger } from 'pino'
import { deliveryLimit, type EnvelopeHandler, PoisonMessage } from '../broker.ts'
import { deadProperties, envelopeOf } from './message.ts'
import type { Publisher } from './publisher.ts'
import { deadQueueOf, declareExchange, declareQueue, queueOf, type Subscription, type Topology } from './topology.ts'

/** One queue, consumed over whatever connection there is. */
export type QueueConsumer = {
  event: string
  /** Consumes on a fresh connection. Resolves after the first attempt, and goes on trying as long as `isCurrent`. */
  open(model: ChannelModel, isCurrent: () => boolean): Promise<void>
  /** Declares the queue again: an event found none, because somebody deleted the exchange and its bindings with it. */
  repair(): Promise<void>
  /** Cancels and waits for the handler in flight; what was prefetched or pauses goes back to the queue. */
  stop(): Promise<void>
}

export type QueueOptions = {
  names: Topology
  publisher: Publisher
  log: Logger
  /** Milliseconds before the second, third, … delivery. */
  pauses: readonly number[]
  /** Called when a dead letter found no queue. */
  missesDeadQueue: () => void
}

/** A channel of its own for each queue: one that the broker cannot serve does not keep the others from going on. */
type ConsumerChannel = { channel: Channel; tag: string; live: boolean; queueIsGone: boolean }
type QueueDelivery = { session: ConsumerChannel; message: ConsumeMessage; receivedAt: Date; attempt: number }

const prefetch = 50
/** Milliseconds that a frozen broker may take over the close of a channel. */
const closeWithin = 2_000
/** Milliseconds before a dead letter that could not be written is tried again. */
const deadLetterPause = 2_000
const longestReopenPause = 30_000

/**
 * Handles messages one at a time. One that failed waits here, unacknowledged, and the next ones go on, so it keeps its
 * identity and its place in the queue if this process dies; at worst as many as are prefetched pause together, for half
 * a minute. A message is acknowledged when it was handled or stands in the queue of dead letters.
 */
export function consumeQueue(
  subscription: Subscription,
  handle: EnvelopeHandler,
  options: QueueOptions,
): QueueConsumer {
  const { names, publisher, log, pauses, missesDeadQueue } = options
  const name = queueOf(names, subscription)
  const timers = new Set<NodeJS.Timeout>()
  let session: ConsumerChannel | null = null
  let failures = 0
  let stopping = false
  // The end of the chain of handlers. It goes on over a lost connection, so that no two run at the same time.
  let chain = Promise.resolve()

  const later = (ms: number, act: () => void) => {
    if (stopping) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  const enqueue = (delivery: QueueDelivery) => {
    chain = chain.then(() => attempt(delivery))
  }

  // Never rejects: the chain hangs on it.
  async function attempt(delivery: QueueDelivery): Promise<void> {
    const { session, message, attempt: attempts } = delivery
    if (comesAgain(delivery) && (stopping || !session.live)) return
    const envelope = envelopeOf(subscription.event, message)
    try {
      await handle(envelope, delivery.receivedAt)
      acknowledge(delivery)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const about = { queue: name, messageId: envelope.id, attempts, reason }
      if (error instanceof PoisonMessage || attempts >= deliveryLimit) {
        log.error(about, 'broker: dead letter')
        await deadLetter(delivery, reason)
      } else {
        const pause = pauses[attempts - 1] ?? pauses.at(-1) ?? 0
        log.warn({ ...about, pause }, 'broker: an event could not be handled, trying again')
        later(pause, () => enqueue({ ...delivery, attempt: attempts + 1 }))
      }
    }
  }

  /** The copy in the queue of dead letters is confirmed before the original is acknowledged. */
  async function deadLetter(delivery: QueueDelivery, reason: string): Promise<void> {
    const { session, message, attempt: attempts } = delivery
    if (comesAgain(delivery) && !session.live) return
    const properties = deadProperties(message, { id: randomUUID(), reason, queue: name, attempts, at: new Date() })
    try {
      await publisher.send('', deadQueueOf(names), message.content, properties)
      acknowledge(delivery)
    } catch (error) {
      log.error({ queue: name, error: String(error) }, 'rabbitmq: a dead letter could not be written, trying again')
      missesDeadQueue()
      later(deadLetterPause, () => void deadLetter(delivery, reason))
    }
  }

  async function open(model: ChannelModel, isCurrent: () => boolean): Promise<void> {
    let opened: ConsumerChannel | null = null
    let over = false
    const end = (reason: string) => {
      if (over) return
      over = true
      if (opened) opened.live = false
      opened?.channel.close().catch(() => {})
      const pause = Math.min(200 * 2 ** failures++, longestReopenPause)
      later(pause, () => {
        // With the connection gone as well, the next one begins anew.
        if (!isCurrent()) return
        log.warn({ queue: name, reason }, 'rabbitmq: a queue was not consumed any more, trying again')
        void open(model, isCurrent)
      })
    }
    try {
      const channel = await model.createChannel()
      opened = { channel, tag: '', live: true, queueIsGone: false }
      session = opened
      channel.on('error', (error) => end(error.message))
      channel.on('close', () => end('the channel was closed'))
      await channel.prefetch(prefetch)
      await declareExchange(channel, names)
      await declareQueue(channel, names, subscription)
      opened.tag = await consume(opened, end)
      failures = 0
    } catch (error) {
      end(error instanceof Error ? error.message : String(error))
    }
  }

  async function consume(session: ConsumerChannel, end: (reason: string) => void): Promise<string> {
    const { consumerTag } = await session.channel.consume(name, (message) => {
      // No message means that the broker cancelled the consumer: the queue was deleted.
      if (message === null) {
        session.queueIsGone = true
        end('the queue is gone')
      } else enqueue({ session, message, receivedAt: new Date(), attempt: 1 })
    })
    return consumerTag
  }

  return {
    event: subscription.event,
    open,
    repair: async () => {
      if (!session?.live) return
      log.warn({ queue: name }, 'rabbitmq: an event found no queue, declaring it again')
      await declareExchange(session.channel, names)
      await declareQueue(session.channel, names, subscription)
    },
    stop: async () => {
      stopping = true
      for (const timer of timers) clearTimeout(timer)
      const current = session
      if (current?.live) current.channel.cancel(current.tag).catch(() => {})
      await chain
      // The close of the connection could overtake the last acknowledgements; that of their channel cannot.
      if (current?.live)
        await Promise.race([current.channel.close().catch(() => {}), sleep(closeWithin, null, { ref: false })])
    },
  }
}

/** A lost channel's messages are delivered again, a deleted queue's are not: what was prefetched exists only here. */
function comesAgain({ session }: QueueDelivery): boolean {
  return !session.queueIsGone
}

// A message of a lost channel is delivered again by the next one: its acknowledgement has nowhere to go.
function acknowledge({ session, message }: QueueDelivery): void {
  if (session.live) session.channel.ack(message)
}
