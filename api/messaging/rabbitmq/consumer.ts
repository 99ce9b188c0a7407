import { setTimeout as sleep } from 'node:timers/promises'
import type { ChannelModel } from 'amqplib'
import type { EnvelopeHandler } from '../broker.ts'
import { routingKeyOf } from '../event-names.ts'
import { consumeQueue, type QueueConsumer, type QueueOptions } from './queue.ts'
import { provideDeadQueue } from './topology.ts'

export type Consumer = {
  setUp(model: ChannelModel): Promise<void>
  add(events: readonly string[], handle: EnvelopeHandler, consumer?: string): Promise<void>
  /** Declares the queues of an event that found none. */
  repair(routingKey: string): Promise<void>
  /** The queues that cannot be consumed although the broker is reached. */
  unavailable(): string[]
  stop(): Promise<void>
}

/** Milliseconds that opening waits for a queue: one without a leader answers after a minute or never. */
const openWithin = 5_000

/** All queues of a process, over one connection after the other. */
export function createConsumer(options: Omit<QueueOptions, 'missesDeadQueue'>): Consumer {
  const { names, log } = options
  const queues: QueueConsumer[] = []
  let current: ChannelModel | null = null

  const missesDeadQueue = () => {
    if (!current) return
    provideDeadQueue(current, names, log).catch((error) => {
      log.error({ reason: String(error) }, 'rabbitmq: no queue for dead letters')
    })
  }

  const open = async (some: readonly QueueConsumer[], model: ChannelModel) => {
    const opened = Promise.all(some.map((queue) => queue.open(model)))
    await Promise.race([opened, sleep(openWithin, null, { ref: false })])
  }

  return {
    setUp: async (model) => {
      current = model
      model.on('close', () => {
        if (current === model) current = null
      })
      missesDeadQueue()
      await open(queues, model)
    },
    add: async (events, handle, consumer) => {
      const added = events.map((event) => consumeQueue({ event, consumer }, handle, { ...options, missesDeadQueue }))
      queues.push(...added)
      if (!current) return
      await open(added, current)
    },
    repair: async (routingKey) => {
      const bound = queues.filter(({ event }) => routingKeyOf(event) === routingKey)
      await Promise.all(bound.map((queue) => queue.repair()))
    },
    unavailable: () => queues.filter((queue) => !queue.available()).map((queue) => queue.name),
    stop: async () => {
      await Promise.all(queues.map((queue) => queue.stop()))
    },
  }
}
