import { randomUUID } from 'node:crypto'
import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Gauge,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'
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
const wanted = 'metrics'

/**
 * What Prometheus asks of this process. A scrape reaches any one worker, so it answers for all of them: counts are
 * sums, what each knows of the same server is told once, and `parley_workers` says how many have answered in time.
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
  const answer = async (message: unknown) => {
    pubSub.publish((message as { answerOn: string }).answerOn, await registry.getMetricsAsJSON())
  }
  pubSub.subscribe(wanted, (message) => void answer(message))
  const text = async () => AggregatorRegistry.aggregate(await askAll(peers)).metrics()
  return { text, contentType }
}

/** Asks everybody, oneself by the same way; resolves when all have answered, or with those who did in time. */
async function askAll({ pubSub, workers }: Peers): Promise<Metric[][]> {
  const answers: Metric[][] = []
  const answerOn = `${wanted}:${randomUUID()}`
  const all = Promise.withResolvers<void>()
  const stop = await pubSub.subscribe(answerOn, (message) => {
    answers.push((message as Metric[]).map(whole))
    if (answers.length === workers) all.resolve()
  })
  const timer = setTimeout(all.resolve, answersWithin)
  pubSub.publish(wanted, { answerOn })
  await all.promise
  clearTimeout(timer)
  stop()
  return answers
}

/** JSON has no NaN, which is how a value is told that cannot be known. */
function whole(metric: Metric): Metric {
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
  gauge('parley_workers', 'Processes that this answer tells of', () => 1)
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
  gauge('parley_pubsub_up', '1 while rings travel between processes', () => Number(healthChecks.pubSub()), 'min')
  return registry
}
