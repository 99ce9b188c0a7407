import type { Channel, ChannelModel } from 'amqplib'
import type { Logger } from 'pino'
import { routingKeyOf } from '../event-names.ts'

/** Names on the broker; tests take others than the default. */
export type Topology = { exchange: string; queuePrefix: string }

/** One event for one consumer, who has a queue of its own for it. */
export type Subscription = { event: string; consumer?: string }

export const topology: Topology = { exchange: 'lab-dotnet-micro', queuePrefix: 'parley.' }

export function queueOf({ queuePrefix }: Topology, { event, consumer }: Subscription): string {
  return `${queuePrefix}${consumer === undefined ? '' : `${consumer}.`}${event}`
}

export function deadQueueOf({ queuePrefix }: Topology): string {
  return `${queuePrefix}dead`
}

/**
 * Each of these declares something, or uses what is there under its name where the broker refuses to declare it: it has
 * other arguments (406), or our user may not configure it (403). They reject when there is nothing to use.
 */

/** Declared exactly as the .NET services do: any other attribute, and the broker refuses the second to declare it. */
export function provideExchange(model: ChannelModel, { exchange }: Topology, log: Logger): Promise<boolean> {
  return provide(model, {
    declare: (channel) => channel.assertExchange(exchange, 'topic', { durable: true, autoDelete: false }),
    check: (channel) => channel.checkExchange(exchange),
    usedAsItIs: (reason) =>
      log.warn({ exchange, reason }, 'rabbitmq: the exchange cannot be declared, using it as it is'),
  })
}

// Looking at a dead letter counts as a delivery, and newer brokers drop a message after 20 by default.
const practicallyForEver = 1_000_000_000
// Only for an event that takes the process down each time: handlers that throw are counted by the consumer. High,
// because everything that was prefetched counts when a process dies, not only what it was handling.
const crashLimit = 100

/** A quorum queue survives the loss of a broker; one active consumer keeps the order over all processes. */
async function declareQueue(channel: Channel, names: Topology, subscription: Subscription): Promise<void> {
  await channel.assertQueue(queueOf(names, subscription), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': crashLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': deadQueueOf(names),
      // Together these two make the broker's own dead-lettering wait for a confirm.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  })
}

async function bindQueue(channel: Channel, names: Topology, subscription: Subscription): Promise<void> {
  await channel.bindQueue(queueOf(names, subscription), names.exchange, routingKeyOf(subscription.event))
}

/** Resolves to whether the queue is as we declare it. */
export async function provideQueue(
  model: ChannelModel,
  names: Topology,
  subscription: Subscription,
  log: Logger,
): Promise<boolean> {
  const queue = queueOf(names, subscription)
  const isOurs = await provide(model, {
    declare: (channel) => declareQueue(channel, names, subscription),
    check: (channel) => channel.checkQueue(queue),
    usedAsItIs: (reason) => log.warn({ queue, reason }, 'rabbitmq: a queue cannot be declared, using it as it is'),
  })
  await onChannel(model, (channel) => bindQueue(channel, names, subscription)).catch((error: unknown) => {
    // Somebody else may have bound it, and what is in the queue can be consumed in any case.
    log.warn({ queue, exchange: names.exchange, reason: reasonOf(error) }, 'rabbitmq: a queue cannot be bound')
  })
  return isOurs
}

/**
 * Declares and binds a queue that was ours before, on the channel that consumes it: if the queue was deleted, the broker
 * says so there before it answers, and the channel's consumer is not taken for one of the new queue.
 */
export async function restoreQueue(channel: Channel, names: Topology, subscription: Subscription): Promise<void> {
  await declareQueue(channel, names, subscription)
  await bindQueue(channel, names, subscription)
}

export function provideDeadQueue(model: ChannelModel, names: Topology, log: Logger): Promise<boolean> {
  const queue = deadQueueOf(names)
  const options = { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': practicallyForEver } }
  return provide(model, {
    declare: (channel) => channel.assertQueue(queue, options),
    check: (channel) => channel.checkQueue(queue),
    usedAsItIs: (reason) => log.warn({ queue, reason }, 'rabbitmq: a queue cannot be declared, using it as it is'),
  })
}

type Provided = {
  declare(channel: Channel): Promise<unknown>
  check(channel: Channel): Promise<unknown>
  usedAsItIs(reason: string): void
}

async function provide(model: ChannelModel, { declare, check, usedAsItIs }: Provided): Promise<boolean> {
  try {
    await onChannel(model, declare)
    return true
  } catch (error) {
    // The first answer says why: that it is not there either follows from it.
    await onChannel(model, check).catch(() => {
      throw error
    })
    usedAsItIs(reasonOf(error))
    return false
  }
}

/** A refusal closes the channel, so each attempt has one of its own. */
async function onChannel(model: ChannelModel, work: (channel: Channel) => Promise<unknown>): Promise<void> {
  const channel = await model.createChannel()
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => {})
  // The promise of what was refused tells the reason; a refusal that belongs to no request arrives here alone.
  channel.on('error', (error) => closed.reject(error))
  channel.on('close', () => closed.reject(new Error('the channel was closed')))
  await Promise.race([work(channel), closed.promise])
  // Only a channel that is still open: RabbitMQ drops the connection over a second close.
  await channel.close()
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
