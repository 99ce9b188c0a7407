import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { createSalesModel } from './model-service.ts'
import type { SalesFilterInput, SalesReport } from './report.ts'
import { type Board, openBoard } from './testing.ts'

let board: Board
beforeAll(async () => {
  board = await openBoard()
})
afterAll(() => board?.close())

/** Numbers that look random and are the same in every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % below
  }
}
const next = numbers(20_260_601)
const pick = <T>(all: readonly T[]): T => all[next(all.length)] as T
const inAnyCase = (text: string) => (next(2) ? text.toUpperCase() : text)

type Sale = { number: string; product: string; agent: string | null; from: string; premium: number; at: string }
type Event = { sale: Sale } | { terminated: string }

const aDay = () => new Date(Date.UTC(2025, 10, 1) + next(150) * 86_400_000).toISOString().slice(0, 10)

/** Sales with terminations of some, before or after them, and repetitions of both. */
function history(count: number): Event[] {
  const events: { order: number; event: Event }[] = []
  for (let at = 0; at < count; at++) {
    const sale: Sale = {
      number: `policy-${at}`,
      product: pick(['TRI', 'HSI', 'FAI', 'CAR']),
      agent: pick(['jimmy.solid', 'danny.solid', 'admin', null]),
      from: aDay(),
      premium: next(20_000) / 100,
      at: `${aDay()}T${String(next(24)).padStart(2, '0')}:30:00Z`,
    }
    const order = next(1_000)
    events.push({ order, event: { sale } })
    if (next(4) === 0) events.push({ order: next(1_000), event: { sale } })
    if (next(3) === 0) {
      events.push({ order: order + next(400) - 200, event: { terminated: sale.number } })
      if (next(3) === 0) events.push({ order: next(1_000), event: { terminated: sale.number } })
    }
  }
  return events.sort((one, other) => one.order - other.order).map(({ event }) => event)
}

const deliver = (event: Event) =>
  'sale' in event
    ? board.sold({ ...event.sale, number: inAnyCase(event.sale.number), product: inAnyCase(event.sale.product) })
    : board.terminated(inAnyCase(event.terminated))

/** Every policy that was told of, each once, and whether its termination was told of. */
function fold(events: readonly Event[]) {
  const sales = new Map<string, Sale>()
  const terminated = new Set<string>()
  for (const event of events) {
    if ('sale' in event) sales.set(event.sale.number, event.sale)
    else terminated.add(event.terminated)
  }
  return [...sales.values()].map((sale) => ({ ...sale, terminated: terminated.has(sale.number) }))
}

/** The report as anybody would count it by hand. */
function countedByHand(events: readonly Event[], filter: Required<SalesFilterInput>) {
  const sums = { total: {}, products: {}, agents: {}, months: {} }
  const add = (to: Record<string, [number, number]>, key: string, premium: number) => {
    const [count, sum] = to[key] ?? [0, 0]
    to[key] = [count + 1, sum + Math.round(premium * 100)]
  }
  for (const { product, agent, from, premium, at, terminated } of fold(events)) {
    const day = filter.by === 'COVER_FROM' ? from : at.slice(0, 10)
    if (filter.productCode !== null && filter.productCode !== product) continue
    if (filter.agent !== null && filter.agent !== (agent ?? '')) continue
    if ((filter.from !== null && day < filter.from) || (filter.to !== null && day > filter.to)) continue
    if (terminated && filter.includeTerminated === false) continue
    add(sums.total, 'all', premium)
    add(sums.products, product, premium)
    add(sums.agents, agent ?? '', premium)
    add(sums.months, `${day.slice(0, 7)}-01`, premium)
  }
  return sums
}

function counted({ total, byProduct, byAgent, trend }: SalesReport) {
  const table = <Row extends { count: number; premium: number }>(rows: Row[], keyOf: (row: Row) => string) =>
    Object.fromEntries(rows.filter((row) => row.count > 0).map((row) => [keyOf(row), [row.count, row.premium]]))
  return {
    total: table([total], () => 'all'),
    products: table(byProduct, ({ productCode }) => productCode),
    agents: table(byAgent, ({ login }) => login),
    months: table(trend, ({ from }) => from),
  }
}

function aFilter(): Required<SalesFilterInput> {
  const days = [aDay(), aDay()].sort().map(dayOf)
  return {
    productCode: pick([null, null, 'TRI', 'HSI']),
    agent: pick([null, null, 'jimmy.solid', '']),
    from: next(3) ? (days[0] ?? null) : null,
    to: next(3) ? (days[1] ?? null) : null,
    by: pick(['SOLD_AT', 'COVER_FROM']),
    includeTerminated: next(2) === 0,
  }
}

test('every report, now and at any place, MUST be the fold of the events up to there, also after a rebuild', async () => {
  const events = history(90)
  const places: { cursor: string; known: number }[] = []
  for (let known = 0; known < events.length; ) {
    const some = events.slice(known, known + 4 + next(12))
    // Several appliers at once, as several processes are.
    await Promise.all(some.map(deliver))
    known += some.length
    const filter = aFilter()
    const report = await board.sales.report(filter, 'MONTH', null)
    expect(counted(report)).toEqual(countedByHand(events.slice(0, known), filter))
    places.push({ cursor: report.cursor, known })
  }
  const assertAllPlaces = async () => {
    for (const { cursor, known } of places)
      for (let turn = 0; turn < 2; turn++) {
        const filter = aFilter()
        const report = await board.sales.report(filter, pick(['MONTH', 'MONTH', 'DAY']), cursor)
        const { months, ...expected } = countedByHand(events.slice(0, known), filter)
        const { months: found, ...rest } = counted(report)
        expect(rest).toEqual(expected)
        expect(Object.values(found).flat().length > 0).toBe(Object.values(months).flat().length > 0)
        expect(report.cursor).toBe(cursor)
      }
  }
  await assertAllPlaces()
  await board.sales.model.rebuild()
  await assertAllPlaces()
  const everything: Required<SalesFilterInput> = {
    productCode: null,
    agent: null,
    from: null,
    to: null,
    by: 'SOLD_AT',
    includeTerminated: false,
  }
  expect(counted(await board.sales.report(everything, 'MONTH', null))).toEqual(countedByHand(events, everything))
})

test('a rebuild MUST mend the numbers at once for readers, and lose nothing that is told meanwhile', async () => {
  const count = async () => (await board.sales.report({}, 'MONTH', null)).total.count
  const right = await count()
  await board.db
    .sql`update sales_total set sold = sold + 1000 where not by_cover and monthly and not by_agent and not by_product`
  const wrong = await count()
  expect(wrong).toBeGreaterThan(right)

  let rebuilding = true
  const seen = new Set<number>()
  const read = async () => {
    while (rebuilding) seen.add(await count())
  }
  const reading = read()
  await board.sales.model.rebuild()
  rebuilding = false
  await reading
  expect(await count()).toBe(right)
  expect([...seen].filter((one) => one !== wrong && one !== right)).toEqual([])

  const told = Array.from({ length: 40 }, (_, at) => board.sold({ number: `meanwhile-${at}` }))
  await Promise.all([board.sales.model.rebuild(), board.sales.model.rebuild(), ...told])
  expect(await count()).toBe(right + 40)

  // Told when the long part of a rebuild is over, and before its numbers are the ones that are read.
  const model = createSalesModel({
    db: board.db,
    now: () => new Date(),
    append: async (tx, topic, drafts) => {
      await board.sold({ number: 'at the last moment' })
      return board.feed.append(tx, topic, drafts)
    },
  })
  await model.rebuild()
  expect(await count()).toBe(right + 41)
})
