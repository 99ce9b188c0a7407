import { performance } from 'node:perf_hooks'
import { type Db, openDb } from '../../api/db/db.ts'
import { append } from '../../api/feed/log.ts'
import { dayOf } from '../../api/lib/day.ts'
import { centsOf } from '../../api/lib/money.ts'
import { createSalesModel, type SalesModel } from '../../api/sales/model-service.ts'
import type { Bench } from '../bench.ts'
import type { Generator } from '../load/generator.ts'
import { Histogram } from '../load/histogram.ts'
import { figure, type Table } from '../table.ts'

const agents = 120
const days = 3 * 365
const events = 2_000
/** Entries of the topic that can still be gone back to. */
const kept = 20_000
const bound = { query: 50, event: 2 }

const report = `query ($filter: SalesFilter, $unit: PeriodUnit!, $asOf: Cursor) { sales(filter: $filter, unit: $unit, asOf: $asOf) {
  cursor total { count premium { amount } } byProduct { productCode product { name } count premium { amount } }
  byAgent { login agent { name } count premium { amount } } trend { from count premium { amount } } } }`

type Filter = Record<string, string | boolean>
const ago = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)

const queries: { what: string; unit: string; filter: Filter; back?: number }[] = [
  { what: 'everything by month', unit: 'MONTH', filter: {} },
  { what: 'the last 12 months by month', unit: 'MONTH', filter: { from: ago(365) } },
  { what: 'the last 12 months by day', unit: 'DAY', filter: { from: ago(365) } },
  { what: 'a product by week', unit: 'WEEK', filter: { from: ago(365), productCode: 'TRI' } },
  { what: 'an agent by month', unit: 'MONTH', filter: { agent: 'agent7' } },
  {
    what: 'a product of an agent by day',
    unit: 'DAY',
    filter: { from: ago(365), productCode: 'HSI', agent: 'agent7' },
  },
  {
    what: 'by start of cover, without terminated',
    unit: 'MONTH',
    filter: { by: 'COVER_FROM', includeTerminated: false },
  },
  { what: 'as of 1,000 events ago', unit: 'MONTH', filter: { from: ago(365) }, back: 1_000 },
  { what: 'as of 10,000 events ago', unit: 'MONTH', filter: {}, back: 10_000 },
]

/** What a dashboard asks among very many policies, what taking in an event costs, and a rebuild of all numbers. */
export async function dashboard(bench: Bench): Promise<Table[]> {
  const parley = bench.options.contenders.find(({ name }) => name === 'parley')
  if (!parley) return []
  const { policies } = bench.options
  const rows = await bench.withServer(parley, {}, async (server, generator) => {
    const db = openDb(server.databaseUrl ?? '', { max: 2 })
    try {
      const model = createSalesModel({
        db,
        now: () => new Date(),
        append: async (tx, topic, drafts) => (await append(tx, topic, drafts)).entries,
      })
      bench.say(`filling the read model with ${policies.toLocaleString('en-US')} policies`)
      await fill(db, policies)
      const begun = performance.now()
      await model.rebuild()
      const rebuilt = performance.now() - begun
      await db.sql`vacuum analyze sale, sales_total`
      await generator.introduce(server.sender(), '')
      const measured = await ask(bench, generator)
      const applied = await takeIn(db, model)
      return [
        ...measured,
        ['one event taken in', ...percentiles(applied), String(bound.event)],
        ['a rebuild of all numbers', figure(rebuilt), figure(rebuilt), '–'],
      ]
    } finally {
      await db.close()
    }
  })
  return [
    {
      title: `Sales among ${policies.toLocaleString('en-US')} policies`,
      about: `${agents} agents and four products over three years. Queries by WebSocket, one at a time; events one after the other, each in a transaction of its own. In milliseconds.`,
      columns: ['what', 'p50', 'p99', 'p99 at most'],
      rows,
    },
  ]
}

async function ask({ options, say }: Bench, generator: Generator): Promise<string[][]> {
  const rows: string[][] = []
  for (const { what, unit, filter, back } of queries) {
    const variables = { unit, filter, asOf: back ? await placeBefore(generator, back) : null }
    const inTurn = (ms: number) => generator.ask({ document: report, variables, inFlight: 1, ms })
    await inTurn((options.warmUp * 1_000) / 2)
    const { latencies } = await inTurn(options.seconds * 1_000)
    rows.push([what, ...percentiles(latencies), String(bound.query)])
    say(`${what}: ${percentiles(latencies).join(' / ')} ms`)
  }
  return rows
}

const percentiles = (latencies: Histogram) => [0.5, 0.99].map((share) => figure(latencies.percentile(share)))

/** The cursor so many events before the newest one. */
async function placeBefore(generator: Generator, back: number): Promise<string> {
  const { sales } = (await generator.askOnce(report, { unit: 'YEAR' })) as { sales: { cursor: string } }
  const text = Buffer.from(sales.cursor, 'base64url').toString()
  const earlier = text.replace(/@(\d+)/, (_, seq: string) => `@${Number(seq) - back}`)
  return Buffer.from(earlier).toString('base64url')
}

async function takeIn(db: Db, model: SalesModel): Promise<Histogram> {
  const latencies = new Histogram()
  for (let number = 0; number < events; number++) {
    const event = {
      kind: 'PolicySold' as const,
      policyNumber: `new-${number}`,
      productCode: 'TRI',
      policyFrom: dayOf(ago(-10)),
      policyTo: null,
      holder: { firstName: null, lastName: null, taxId: null },
      premium: centsOf(7_200),
      agentLogin: `agent${number % agents}`,
    }
    const begun = performance.now()
    await db.transaction((tx) => model.sold(tx, { event, at: new Date() }))
    latencies.add(performance.now() - begun)
  }
  return latencies
}

/** Sales spread over three years, every twelfth of them terminated; their events are in the history that is kept. */
async function fill(db: Db, policies: number): Promise<void> {
  await db.sql`
    insert into sale (policy_key, policy_number, product_code, agent, sold_at, sold_on, cover_from, premium, sold_seq,
      terminated_at, terminated_on, terminated_seq)
    select n::text, n::text, (array['TRI', 'HSI', 'FAI', 'CAR'])[1 + n * 7919 % 4], 'agent' || n * 104729 % ${agents}::bigint,
      sold_at, (sold_at at time zone 'UTC')::date, (sold_at at time zone 'UTC')::date + (n % 60)::integer,
      2000 + n * 31 % 60000, n, case when n % 12 = 0 then sold_at end, null, case when n % 12 = 0 then n end
    from generate_series(1::bigint, ${policies}::bigint) as n,
      lateral (select now() - make_interval(secs => (${policies}::bigint - n) * ${days * 86_400}::float8 / ${policies}::bigint) as sold_at) as time`
  await db.sql`
    insert into feed_topic (name, head, oldest, incarnation)
    values ('sales', ${policies}::bigint, greatest(1, ${policies}::bigint - ${kept}::bigint), feed_incarnation())`
  await db.sql`
    insert into feed_entry (topic, seq, kind, body, at)
    select name, seq, 'Sold', '{"sale": null}', now() from feed_topic, generate_series(oldest, head) as seq where name = 'sales'`
}
