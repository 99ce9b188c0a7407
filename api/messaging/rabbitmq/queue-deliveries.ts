import { randomUUID } from 'node:crypto'
import type { Channel, ConsumeMessage } from 'amqplib'
import type { Logger } from 'pino'
import { createBackoff } from '../../lib/backoff.ts'
import { createOutageLog } from '../../lib/outage.ts'
import { deliveryLimit, type EnvelopeHandler, PoisonMessage, PublishRejected } from '../broker.ts'
import { deadProperties, envelopeOf, textOf } from './message.ts'
import type { Publisher } from './publisher.ts'

/** A channel of its own for each queue: one that the broker cannot serve does not keep the others from going on. */
export type ConsumerChannel = {
  channel: Channel
  /** The consumer's name on the channel. */
  tag: string
  /** Whether the queue is as we declare it, not one that was there before with other arguments. */
  isOurs: boolean
  live: boolean
  queueIsGone: boolean
}

/** What one queue delivers, handled one message at a time over all channels that it is consumed by. */
export type QueueDeliveries = {
  add(session: ConsumerChannel, message: ConsumeMessage): void
  /** Drops what pauses, and resolves when the handler in flight has ended. */
  stop(): Promise<void>
}

export type DeliveryOptions = {
  queue: string
  event: string
  handle: EnvelopeHandler
  publisher: Pick<Publisher, 'deadLetter'>
  log: Logger
  /** Milliseconds before the second, third, … delivery. */
  pauses: readonly number[]
  /** Called when a dead letter could not be written: its queue may be missing. */
  missesDeadQueue: () => void
}

const unwrittenTexts = {
  begins: 'rabbitmq: a dead letter could not be written, trying again until it is',
  goesOn: 'rabbitmq: dead letters still cannot be written',
  ends: 'rabbitmq: dead letters can be written again',
}

type Delivery = { session: ConsumerChannel; message: ConsumeMessage; receivedAt: Date; attempt: number }

/**
 * One that failed waits here, unacknowledged, and the next ones go on, so it keeps its identity and its position in the queue
 * if this process dies; at worst as many as are prefetched pause together, for half a minute. A message is acknowledged
 * when it was handled or stands in the queue of dead letters.
 */
export function queueDeliveries(options: DeliveryOptions): QueueDeliveries {
  const { queue, event, handle, publisher, log, pauses, missesDeadQueue } = options
  const timers = new Set<NodeJS.Timeout>()
  const outage = createOutageLog(log.child({ queue }), unwrittenTexts)
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

  const enqueue = (delivery: Delivery) => {
    chain = chain.then(() => attempt(delivery))
  }

  // Never rejects: the chain hangs on it.
  async function attempt(delivery: Delivery): Promise<void> {
    if (comesAgain(delivery) && (stopping || !delivery.session.live)) return
    try {
      await handle(envelopeOf(event, delivery.message), delivery.receivedAt)
      acknowledge(delivery)
    } catch (error) {
      await failed(delivery, error)
    }
  }

  async function failed(delivery: Delivery, error: unknown): Promise<void> {
    const { message, attempt: attempts } = delivery
    const reason = error instanceof Error ? error.message : String(error)
    const about = { queue, messageId: textOf(message.properties.messageId), attempts, reason }
    if (error instanceof PoisonMessage || attempts >= deliveryLimit) {
      log.error(about, 'broker: dead letter')
      await deadLetter(delivery, reason)
    } else {
      const pause = pauses[attempts - 1] ?? pauses.at(-1) ?? 0
      log.warn({ ...about, pause }, 'broker: an event could not be handled, trying again')
      later(pause, () => enqueue({ ...delivery, attempt: attempts + 1 }))
    }
  }

  /** The copy in the queue of dead letters is confirmed before the original is acknowledged. */
  async function deadLetter(
    delivery: Delivery,
    reason: string,
    backoff = createBackoff({ first: 2_000, longest: 30_000 }),
  ): Promise<void> {
    const { session, message, attempt: attempts } = delivery
    if (comesAgain(delivery) && !session.live) return
    try {
      const death = { id: randomUUID(), reason, queue, attempts, at: new Date() }
      await publisher.deadLetter(message.content, deadProperties(message, death)).catch((error) => {
        // Its headers may be too long for amqplib together with ours, or hold what it can read and not write.
        if (!(error instanceof PublishRejected) || error.forNow) throw error
        return publisher.deadLetter(message.content, deadProperties(message, death, 'no headers'))
      })
      outage.recovered()
      acknowledge(delivery)
    } catch (error) {
      outage.failed(error)
      missesDeadQueue()
      later(backoff.next(), () => void deadLetter(delivery, reason, backoff))
    }
  }

  return {
    add: (session, message) => enqueue({ session, message, receivedAt: new Date(), attempt: 1 }),
    stop: () => {
      stopping = true
      for (const timer of timers) clearTimeout(timer)
      return chain
    },
  }
}

/** A lost channel's messages are delivered again, a deleted queue's are not: what was prefetched exists only here. */
function comesAgain({ session }: Delivery): boolean {
  return !session.queueIsGone
}

// A message of a lost channel is delivered again by the next one: its acknowledgement has nowhere to go.
function acknowledge({ session, message }: Delivery): void {
  if (session.live) session.channel.ack(message)
}
