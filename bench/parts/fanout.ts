import type { Bench } from '../bench.ts'
import type { Contender } from '../contenders.ts'
import type { Generator, Load } from '../load/generator.ts'
import type { Server } from '../server.ts'
import { figure, median, ratio, type Table } from '../table.ts'

/** One load on one contender: what it cost whom, per delivery and in cores. */
export type Measured = {
  perDelivery: number
  databasePerDelivery: number
  perSecond: number
  cores: number
  p50: number
  p99: number
  /** Of one core, of the busiest process of the load generator. */
  loader: number
}

/** Fan-out, saturated and at a fixed rate, for each number of subscribers. */
export async function fanout(bench: Bench): Promise<Table[]> {
  const tables: Table[] = []
  for (const subscribers of bench.options.subscribers) tables.push(...(await ofSize(bench, subscribers)))
  return tables
}

async function ofSize(bench: Bench, subscribers: number): Promise<Table[]> {
  const { contenders, rounds } = bench.options
  const all = new Map<Contender, { saturated: Measured[]; fixed: Measured[] }>()
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const results = all.get(contender) ?? { saturated: [], fixed: [] }
      all.set(contender, results)
      const { saturated, fixed } = await measureBoth(bench, contender, subscribers)
      results.saturated.push(saturated)
      results.fixed.push(fixed)
      bench.say(
        `${contender.title}, ${subscribers} subscribers: ${figure(saturated.perDelivery)} µs per delivery saturated, ` +
          `${figure(fixed.cores)} core at ${bench.options.rate}/s (p99 ${figure(fixed.p99)} ms)`,
      )
    }
  }
  const rows = [...all].map(([contender, { saturated, fixed }]) => ({
    contender,
    saturated: middle(saturated),
    fixed: middle(fixed),
  }))
  return [
    saturatedTable(
      bench,
      subscribers,
      rows.map(({ contender, saturated }) => ({ contender, measured: saturated })),
    ),
    fixedTable(
      bench,
      subscribers,
      rows.map(({ contender, fixed }) => ({ contender, measured: fixed })),
    ),
  ]
}

async function measureBoth(bench: Bench, contender: Contender, subscribers: number) {
  return bench.withServer(contender, {}, async (server, generator) => {
    const { rate, inFlight, seconds, warmUp } = bench.options
    await bench.gather(server, generator, subscribers)
    await generator.saturate(inFlight, warmUp * 1_000)
    const fixed = await measured(server, generator, () => generator.pace(rate / subscribers, seconds * 1_000))
    const saturated = await measured(server, generator, () => generator.saturate(inFlight, seconds * 1_000))
    return { fixed, saturated }
  })
}

/** What a load costs the server, its database and the load generator. */
export async function measured(server: Server, generator: Generator, load: () => Promise<Load>): Promise<Measured> {
  const before = await server.cpu()
  await generator.cpuSeconds()
  const { deliveries, seconds, latencies } = await load()
  const loaders = await generator.cpuSeconds()
  const after = await server.cpu()
  const cpu = after.server - before.server
  return {
    perDelivery: (cpu / deliveries) * 1_000_000,
    databasePerDelivery: ((after.database - before.database) / deliveries) * 1_000_000,
    perSecond: deliveries / seconds,
    cores: cpu / seconds,
    p50: latencies.percentile(0.5),
    p99: latencies.percentile(0.99),
    loader: Math.max(...loaders) / seconds,
  }
}

/** Each figure's median over the rounds. */
export function middle(rounds: Measured[]): Measured {
  const keys = Object.keys(rounds[0] ?? {}) as (keyof Measured)[]
  return Object.fromEntries(keys.map((key) => [key, median(rounds.map((round) => round[key]))])) as Measured
}

type Row = { contender: Contender; measured: Measured }

function saturatedTable(bench: Bench, subscribers: number, rows: Row[]): Table {
  const reference = rows[0]?.measured.perDelivery ?? Number.NaN
  return {
    title: `Saturated fan-out, ${subscribers.toLocaleString('en-US')} subscribers`,
    about: `${bench.options.inFlight} messages under way at any time. CPU is the server process's; the database's is named beside it.`,
    columns: [
      'contender',
      'server CPU µs/delivery',
      'against bare ws',
      'database µs/delivery',
      'deliveries/s',
      'server cores',
      'load generator core',
    ],
    rows: rows.map(({ contender, measured: m }) => [
      contender.title,
      figure(m.perDelivery),
      ratio(m.perDelivery, reference),
      contender.isParley ? figure(m.databasePerDelivery) : '–',
      figure(m.perSecond),
      figure(m.cores),
      figure(m.loader),
    ]),
  }
}

function fixedTable(bench: Bench, subscribers: number, rows: Row[]): Table {
  const reference = rows[0]?.measured
  return {
    title: `Fixed load, ${subscribers.toLocaleString('en-US')} subscribers`,
    about: `${bench.options.rate.toLocaleString('en-US')} deliveries a second, sent evenly whatever comes back. Latency is from sending the message to reading it, in milliseconds.`,
    columns: [
      'contender',
      'server cores',
      'against bare ws',
      'p50 ms',
      'p99 ms',
      'p99 against bare ws',
      'database cores',
      'deliveries/s',
      'load generator core',
    ],
    rows: rows.map(({ contender, measured: m }) => [
      contender.title,
      figure(m.cores),
      ratio(m.cores, reference?.cores ?? Number.NaN),
      figure(m.p50),
      figure(m.p99),
      ratio(m.p99, reference?.p99 ?? Number.NaN),
      contender.isParley ? figure((m.databasePerDelivery * m.perSecond) / 1_000_000) : '–',
      figure(m.perSecond),
      figure(m.loader),
    ]),
  }
}
