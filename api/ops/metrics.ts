import { randomUUID } from 'node:crypto'
import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'
import { type Channel, isObject } from '../pubsub/channels.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import type { HealthChecks } from './health-checks.ts'
import { withTimeout } from './timeout.ts'

/** The workers of this machine, this one among them, and pub/sub between them. */
export type Peers = { pubSub: PubSub; workers: number }

export type Metrics = {
  /** In the format of Prometheus. */
  text(): Promise<string>
  contentType: string
}

type Metric = MetricObjectWithValues<MetricValue<string>>

/** Milliseconds; a little longer than a worker waits for its servers. */
const answersWithin = 3_000

/** Asks every worker for its metrics; they are to be published on the channel of this id. */
type Request = { id: string }

const requests: Channel<Request> = {
  name: 'metrics',
  version: 1,
  parse: (received) => (isObject(received) && typeof received.id === 'string' ? { id: received.id } : null),
}

const answersTo = ({ id }: Request): Channel<Metric[]> => ({
  name: `metrics:${id}`,
  version: 1,
  parse: (received) => (Array.isArray(received) && received.every(isMetric) ? received.map(withNaN) : null),
})

/**
 * What Prometheus asks of this process. A scrape reaches any one worker, so it answers for all of them: counts are
 * sums, what all know of one server is reported once, and `parley_workers` says how many have answered in time.
 */
export function createMetrics(healthChecks: HealthChecks, peers: Peers | null): Metrics {
  const registry = createRegistry(healthChecks)
  const { contentType } = registry
  if (!peers) return { text: () => registry.metrics(), contentType }
  const { pubSub } = peers
  new Gauge({
    name: 'parley_worker_connections',
    help: 'Live connections of one worker',
    labelNames: ['pid'],
    registers: [registry],
    collect() {
      this.set({ pid: process.pid }, healthChecks.connections())
    },
  })
  const answer = async (request: Request) => {
    pubSub.publish(answersTo(request), await registry.getMetricsAsJSON())
  }
  pubSub.subscribe(requests, (request) => void answer(request))
  const text = async () => AggregatorRegistry.aggregate(await askAll(peers)).metrics()
  return { text, contentType }
}

/** Asks everybody, oneself by the same way; resolves when all have answered, or with those who did in time. */
async function askAll({ pubSub, workers }: Peers): Promise<Metric[][]> {
  const answers: Metric[][] = []
  const request = { id: randomUUID() }
  const all = Promise.withResolvers<void>()
  const unsubscribe = await pubSub.subscribe(answersTo(request), (metrics) => {
    answers.push(metrics)
    if (answers.length === workers) all.resolve()
  })
  const timer = setTimeout(all.resolve, answersWithin)
  pubSub.publish(requests, request)
  await all.promise
  clearTimeout(timer)
  unsubscribe()
  return answers
}

function isMetric(received: unknown): received is Metric {
  if (!isObject(received)) return false
  const { name, help, type, aggregator, values } = received
  const texts = [name, help, type, aggregator]
  return texts.every((text) => typeof text === 'string') && Array.isArray(values) && values.every(isValue)
}

function isValue(received: unknown): boolean {
  return (
    isObject(received) && isObject(received.labels) && (received.value === null || typeof received.value === 'number')
  )
}

/** A value that cannot be known is NaN, for which JSON has null. */
function withNaN(metric: Metric): Metric {
  const values = metric.values.map((one) => ({ ...one, value: one.value ?? Number.NaN }))
  return { ...metric, values }
}

function createRegistry(healthChecks: HealthChecks): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  type Read = () => number | Promise<number>
  const gauge = (name: string, help: string, read: Read, aggregator: 'sum' | 'min' | 'max' = 'sum') =>
    new Gauge({
      name,
      help,
      aggregator,
      registers: [registry],
      async collect() {
        this.set(await withTimeout(Promise.resolve(read())).catch(() => Number.NaN))
      },
    })
  gauge('parley_workers', 'Processes that have answered this scrape', () => 1)
  gauge('parley_connections', 'Live connections: sockets and event streams', healthChecks.connections)
  gauge(
    'parley_topic_readers',
    'Readers of feeds; subscriptions that are executed together are one',
    healthChecks.readers,
  )
  const waiting = () => healthChecks.outbox().then((outbox) => outbox.waiting)
  gauge('parley_outbox_waiting', 'Events waiting for the broker', waiting, 'max')
  const parked = () => healthChecks.outbox().then((outbox) => outbox.parked)
  gauge('parley_outbox_parked', 'Events the broker refused for good', parked, 'max')
  gauge('parley_broker_up', '1 while the broker can be reached', () => Number(healthChecks.broker()), 'min')
  gauge('parley_pubsub_up', '1 while hints travel between processes', () => Number(healthChecks.pubSub()), 'min')
  const unavailable = () => healthChecks.brokerUnavailable().length
  gauge('parley_broker_unavailable', 'Queues and exchanges of the broker that cannot be used', unavailable, 'max')
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  counter(
    'parley_ignored_messages_total',
    'Messages from other processes that were ignored, since they were none of ours',
    healthChecks.ignoredMessages,
  )
  counter(
    'parley_repeated_events_total',
    'Events that were dropped, since they had been taken in before',
    healthChecks.repeatedEvents,
  )
  return registry
}
