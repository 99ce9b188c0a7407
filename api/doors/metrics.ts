import { randomUUID } from 'node:crypto'
import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Gauge,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client'
import type { Doorbell } from '../feed/doorbell.ts'
import type { Vitals } from './operators.ts'
import { withinPatience } from './patience.ts'

/** The workers of this machine, this one among them, and the doorbell between them. */
export type Siblings = { doorbell: Doorbell; workers: number }

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
export function createMetrics(vitals: Vitals, siblings: Siblings | null): Metrics {
  const registry = createRegistry(vitals)
  const { contentType } = registry
  if (!siblings) return { text: () => registry.metrics(), contentType }
  const { doorbell } = siblings
  new Gauge({
    name: 'parley_worker_connections',
    help: 'Live connections of one worker',
    labelNames: ['pid'],
    registers: [registry],
    collect() {
      this.set({ pid: process.pid }, vitals.connections())
    },
  })
  const answer = async (message: unknown) => {
    doorbell.ring((message as { answerOn: string }).answerOn, await registry.getMetricsAsJSON())
  }
  doorbell.listen(wanted, (message) => void answer(message))
  const text = async () => AggregatorRegistry.aggregate(await askAll(siblings)).metrics()
  return { text, contentType }
}

/** Asks everybody, oneself by the same way; resolves when all have answered, or with those who did in time. */
async function askAll({ doorbell, workers }: Siblings): Promise<Metric[][]> {
  const answers: Metric[][] = []
  const answerOn = `${wanted}:${randomUUID()}`
  const all = Promise.withResolvers<void>()
  const stop = await doorbell.listen(answerOn, (message) => {
    answers.push((message as Metric[]).map(whole))
    if (answers.length === workers) all.resolve()
  })
  const timer = setTimeout(all.resolve, answersWithin)
  doorbell.ring(wanted, { answerOn })
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

function createRegistry(vitals: Vitals): Registry {
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
        this.set(await withinPatience(Promise.resolve(read())).catch(() => Number.NaN))
      },
    })
  gauge('parley_workers', 'Processes that this answer tells of', () => 1)
  gauge('parley_connections', 'Live connections: sockets and event streams', vitals.connections)
  gauge('parley_followers', 'Readers of feeds; subscriptions that are executed together are one', vitals.followers)
  const waiting = () => vitals.outbox().then((outbox) => outbox.waiting)
  gauge('parley_outbox_waiting', 'Events waiting for the broker', waiting, 'max')
  const setAside = () => vitals.outbox().then((outbox) => outbox.setAside)
  gauge('parley_outbox_set_aside', 'Events the broker refused for good', setAside, 'max')
  gauge('parley_broker_up', '1 while the broker can be reached', () => Number(vitals.broker()), 'min')
  gauge('parley_doorbell_up', '1 while rings travel between processes', () => Number(vitals.doorbell()), 'min')
  return registry
}
