import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib'
import type { Logger } from 'pino'
import { deliveryLimit, type Envelope, Poison, Refused } from './broker.ts'
import { deadProperties, envelopeOf } from './rabbitmq-message.ts'
import type { Publisher } from './rabbitmq-publisher.ts'
import {
  deadQueueOf,
  declareDeadQueue,
  declareExchange,
  declareQueue,
  queueOf,
  type Topology,
} from './rabbitmq-topology.ts'

export type Consumer = {
  setUp(model: ChannelModel, lose: (reason: string) => void): Promise<void>
  add(names: readonly string[], handle: Handle): Promise<void>
  /** Declares the queue of an event that found none: somebody deleted the exchange, and its bindings with it. */
  repair(routingKey: string): Promise<void>
  /** Cancels, waits for handlers in flight; what was prefetched or pauses goes back to its queue with the connection. */
  stop(): Promise<void>
}

export type ConsumerOptions = {
  names: Topology
  publisher: Publisher
  log: Logger
  /** Milliseconds before the second, third, … delivery. */
  pauses: readonly number[]
}

type Handle = (envelope: Envelope) => Promise<void>
/** `tail` is the end of the chain of handlers: it goes on over a lost connection, so that no two run at a time. */
type Queue = { eventName: string; name: string; handle: Handle; tail: Promise<void> }
type Session = { channel: Channel; lose: (reason: string) => void; live: boolean; tags: string[] }
type Delivery = { queue: Queue; session: Session; message: ConsumeMessage; attempt: number }

const prefetch = 50
/** Milliseconds that a frozen broker may take over the close of a channel. */
const closeWithin = 2_000
/** Milliseconds before a dead letter that could not be written is tried again. */
const buryPause = 2_000

/**
 * Handles each queue's messages one at a time. One that failed waits here, unacknowledged, and the next ones go on, so
 * it keeps its identity and its place in the queue if this process dies; at worst as many as are prefetched pause
 * together, for half a minute. A message is acknowledged when it was handled or stands in the queue of dead letters.
 */
export function createConsumer({ names, publisher, log, pauses }: ConsumerOptions): Consumer {
  const queues: Queue[] = []
  const timers = new Set<NodeJS.Timeout>()
  let session: Session | null = null
  let stopping = false

  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  const enqueue = (delivery: Delivery) => {
    delivery.queue.tail = delivery.queue.tail.then(() => attempt(delivery))
  }

  // Never rejects: the chain hangs on it.
  async function attempt(delivery: Delivery): Promise<void> {
    const { queue, session, message } = delivery
    if (stopping || !session.live) return
    const envelope = envelopeOf(queue.eventName, message)
    try {
      await queue.handle(envelope)
      acknowledge(delivery)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const about = { queue: queue.name, messageId: envelope.id, attempts: delivery.attempt, reason }
      if (error instanceof Poison || delivery.attempt >= deliveryLimit) {
        log.error(about, 'broker: dead letter')
        await bury(delivery, reason)
      } else {
        const pause = pauses[delivery.attempt - 1] ?? pauses.at(-1) ?? 0
        log.warn({ ...about, pause }, 'broker: an event could not be handled, trying again')
        later(pause, () => enqueue({ ...delivery, attempt: delivery.attempt + 1 }))
      }
    }
  }

  /** The copy in the queue of dead letters is confirmed before the original is acknowledged. */
  async function bury(delivery: Delivery, reason: string): Promise<void> {
    const { queue, session, message, attempt: attempts } = delivery
    if (!session.live) return
    const properties = deadProperties(message, {
      id: randomUUID(),
      reason,
      queue: queue.name,
      attempts,
      at: new Date(),
    })
    try {
      await publisher.send('', deadQueueOf(names), message.content, properties)
      acknowledge(delivery)
    } catch (error) {
      log.error(
        { queue: queue.name, error: String(error) },
        'rabbitmq: a dead letter could not be written, trying again',
      )
      if (error instanceof Refused && !error.forNow) session.lose('the queue of dead letters is gone')
      else if (!stopping) later(buryPause, () => void bury(delivery, reason))
    }
  }

  async function install(queue: Queue, session: Session): Promise<void> {
    const { channel } = session
    await declareQueue(channel, names, queue.eventName)
    const { consumerTag } = await channel.consume(queue.name, (message) => {
      // No message means that the broker cancelled the consumer: the queue was deleted.
      if (message === null) session.lose(`the queue ${queue.name} is gone`)
      else enqueue({ queue, session, message, attempt: 1 })
    })
    session.tags.push(consumerTag)
  }

  return {
    setUp: async (model, loseLink) => {
      const channel = await model.createChannel()
      const opened: Session = {
        channel,
        live: true,
        tags: [],
        lose: (reason) => {
          opened.live = false
          loseLink(reason)
        },
      }
      channel.on('error', (error) => opened.lose(error.message))
      channel.on('close', () => opened.lose('the channel was closed'))
      session = opened
      await channel.prefetch(prefetch)
      await declareExchange(channel, names)
      await declareDeadQueue(channel, names)
      for (const queue of queues) await install(queue, opened)
    },
    add: async (eventNames, handle) => {
      const added = eventNames.map((eventName) => ({
        eventName,
        name: queueOf(names, eventName),
        handle,
        tail: Promise.resolve(),
      }))
      queues.push(...added)
      const current = session
      if (!current?.live) return
      try {
        for (const queue of added) await install(queue, current)
      } catch (error) {
        log.error({ error: String(error) }, 'rabbitmq: could not consume, trying again')
        current.lose('a queue could not be consumed')
      }
    },
    repair: async (routingKey) => {
      const queue = queues.find(({ eventName }) => eventName.toLowerCase() === routingKey)
      if (!queue || !session?.live) return
      log.warn({ queue: queue.name }, 'rabbitmq: an event found no queue, declaring it again')
      await declareExchange(session.channel, names)
      await declareQueue(session.channel, names, queue.eventName)
    },
    stop: async () => {
      stopping = true
      for (const timer of timers) clearTimeout(timer)
      const current = session
      if (current?.live) for (const tag of current.tags) current.channel.cancel(tag).catch(() => {})
      await Promise.all(queues.map((queue) => queue.tail))
      // The close of the connection could overtake the last acknowledgements; that of their channel cannot.
      if (current?.live) await withinReason(current.channel.close())
    },
  }
}

async function withinReason(closing: Promise<unknown>): Promise<void> {
  await Promise.race([closing.catch(() => {}), sleep(closeWithin, null, { ref: false })])
}

// A message of a lost connection is delivered again by the next one: its acknowledgement has nowhere to go.
function acknowledge({ session, message }: Delivery): void {
  if (session.live) session.channel.ack(message)
}
