import type { Channel } from 'amqplib'
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

/** Declared exactly as the .NET services do: any other attribute, and the broker refuses whoever comes second. */
export async function declareExchange(channel: Channel, { exchange }: Topology): Promise<void> {
  await channel.assertExchange(exchange, 'topic', { durable: true, autoDelete: false })
}

// Looking at a dead letter counts as a delivery, and newer brokers drop a message after 20 unless told otherwise.
const practicallyForEver = 1_000_000_000
// Only for an event that takes the process down each time: handlers that throw are counted by the consumer. High,
// because everything that was prefetched counts when a process dies, not only what it was handling.
const crashLimit = 100

/** A quorum queue survives the loss of a broker; one active consumer keeps the order over all processes. */
export async function declareQueue(channel: Channel, names: Topology, subscription: Subscription): Promise<void> {
  const queue = queueOf(names, subscription)
  await channel.assertQueue(queue, {
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
  await channel.bindQueue(queue, names.exchange, routingKeyOf(subscription.event))
}

export async function declareDeadQueue(channel: Channel, names: Topology): Promise<void> {
  await channel.assertQueue(deadQueueOf(names), {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': practicallyForEver },
  })
}
