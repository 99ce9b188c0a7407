import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import type { SalesFilterInput, SalesReport } from './report.ts'
import { type Board, openBoard } from './testing.ts'

let board: Board
beforeAll(async () => {
  board = await openBoard()
})
afterAll(() => board?.close())
beforeEach(() => board.clear())

const report = (filter: SalesFilterInput = {}, asOf: string | null = null) => board.sales.report(filter, 'MONTH', asOf)
const figures = ({ count, premium }: { count: number; premium: number }) => `${count} / ${premium / 100}`
const byProduct = (of: SalesReport) => Object.fromEntries(of.byProduct.map((one) => [one.productCode, figures(one)]))
const byAgent = (of: SalesReport) => Object.fromEntries(of.byAgent.map((one) => [one.login, figures(one)]))
const trend = (of: SalesReport) => of.trend.map((one) => `${one.from} ${figures(one)}`)

/** The sales of the first quarter of 2020, by the months in which covers begin. */
const quarter: [month: string, product: string, agent: string, premium: number][] = [
  ['2020-01', 'FAI', 'jimmy.solid', 150],
  ['2020-01', 'FAI', 'jimmy.solid', 150],
  ['2020-01', 'TRI', 'jimmy.solid', 50],
  ['2020-01', 'HSI', 'jimmy.solid', 60],
  ['2020-01', 'TRI', 'danny.solid', 120],
  ['2020-01', 'HSI', 'danny.solid', 70],
  ['2020-02', 'FAI', 'jimmy.solid', 150],
  ['2020-02', 'TRI', 'jimmy.solid', 70],
  ['2020-02', 'TRI', 'danny.solid', 40],
  ['2020-02', 'HSI', 'danny.solid', 45],
  ['2020-02', 'HSI', 'danny.solid', 50],
  ...Array.from({ length: 5 }, (): [string, string, string, number] => ['2020-03', 'TRI', 'admin', 72]),
  ...Array.from({ length: 3 }, (): [string, string, string, number] => ['2020-03', 'FAI', 'danny.solid', 100]),
  ['2020-03', 'HSI', 'admin', 80],
  ['2020-03', 'HSI', 'jimmy.solid', 80],
  ['2020-03', 'HSI', 'danny.solid', 70],
]

describe('the sales of the first quarter of 2020', () => {
  beforeEach(async () => {
    const days = ['-01', '-15', '-28']
    for (const [at, [month, product, agent, premium]] of quarter.entries())
      await board.sold({ number: `Q-${at}`, product, agent, premium, from: month + days[at % 3] })
    // Neither the day before nor the day after is part of it.
    await board.sold({ number: 'Q-before', from: '2019-12-31' })
    await board.sold({ number: 'Q-after', from: '2020-04-01' })
  })
  const range = (from: string, to: string): SalesFilterInput => ({ by: 'COVER_FROM', from: dayOf(from), to: dayOf(to) })

  test('MUST be 22 policies for 1,845: TRI 9 for 640, FAI 6 for 750, HSI 7 for 455', async () => {
    const of = await report(range('2020-01-01', '2020-03-31'))
    expect(figures(of.total)).toBe('22 / 1845')
    expect(byProduct(of)).toEqual({ FAI: '6 / 750', TRI: '9 / 640', HSI: '7 / 455' })
    expect(byProduct(await report({ ...range('2020-01-01', '2020-03-31'), productCode: 'tri' }))).toEqual({
      TRI: '9 / 640',
    })
  })

  test('MUST be, in January and February, 6 of jimmy for 630 and 5 of danny for 325', async () => {
    expect(byAgent(await report(range('2020-01-01', '2020-02-29')))).toEqual({
      'jimmy.solid': '6 / 630',
      'danny.solid': '5 / 325',
    })
  })

  test('MUST be 6 for 600, 5 for 355 and 11 for 890 by month', async () => {
    expect(trend(await report(range('2020-01-01', '2020-03-31')))).toEqual([
      '2020-01-01 6 / 600',
      '2020-02-01 5 / 355',
      '2020-03-01 11 / 890',
    ])
  })
})

describe('a policy', () => {
  test('MUST be counted once, however often, at once and in whatever case its sale is told', async () => {
    await Promise.all(Array.from({ length: 6 }, (_, at) => board.sold({ number: at % 2 ? 'abc-ż' : 'ABC-Ż' })))
    // As where the inbox mark has gone, or a policy was taken in before its event.
    await board.db.sql`delete from inbox`
    await board.sold({ number: 'Abc-ż', agent: 'danny.solid', premium: 1 })
    expect(byAgent(await report())).toEqual({ 'jimmy.solid': '1 / 72' })
  })

  test('MUST belong to its agent and product in whatever case they are written, or to nobody', async () => {
    await board.sold({ number: '1', agent: 'Jimmy.Solid', product: 'tri' })
    await board.sold({ number: '2', agent: 'jimmy.solid' })
    await board.sold({ number: '3', agent: null, product: 'XYZ' })
    const of = await report()
    expect(byAgent(of)).toEqual({ 'jimmy.solid': '2 / 144', '': '1 / 72' })
    expect(byProduct(of)).toEqual({ TRI: '2 / 144', XYZ: '1 / 72' })
    expect(byAgent(await report({ agent: 'JIMMY.solid', productCode: 'Tri' }))).toEqual({ 'jimmy.solid': '2 / 144' })
    expect(byAgent(await report({ agent: '' }))).toEqual({ '': '1 / 72' })
  })

  test('that was terminated MUST be left out where that is asked for, whichever event came first', async () => {
    await board.terminated('early')
    expect(figures((await report()).total)).toBe('0 / 0')
    await board.sold({ number: 'EARLY' })
    await board.sold({ number: 'late' })
    await board.terminated('Late')
    await board.terminated('late')
    await board.sold({ number: 'stays', premium: 10 })
    expect(figures((await report()).total)).toBe('3 / 154')
    expect(figures((await report({ includeTerminated: false })).total)).toBe('1 / 10')
    const listed = await board.sales.soldPolicies({ includeTerminated: false }, {})
    expect(listed.edges.map(({ node }) => node.policyNumber)).toEqual(['stays'])
  })

  test('MUST be counted on the day on which it was sold in UTC, and with no start of cover there as well', async () => {
    await board.sold({ number: '1', at: '2026-01-31T23:59:59Z', from: '2026-03-01' })
    await board.sold({ number: '2', at: '2026-02-01T00:00:00Z', from: '0001-01-01' })
    expect(trend(await report())).toEqual(['2026-01-01 1 / 72', '2026-02-01 1 / 72'])
    expect(trend(await report({ by: 'COVER_FROM' }))).toEqual(['2026-02-01 1 / 72', '2026-03-01 1 / 72'])
  })

  test('with a number, product and agent of any length MUST be counted', async () => {
    const long = 'Ż'.repeat(990)
    await board.sold({ number: `${long}1`, product: long, agent: long })
    await board.sold({ number: `${long}2`, product: long, agent: long })
    await board.terminated(`${long}2`)
    expect(figures((await report({ agent: long, includeTerminated: false })).total)).toBe('1 / 72')
  })
})

describe('a report', () => {
  test('MUST show every period of its range, also those without a sale', async () => {
    await board.sold({ number: '1', at: '2026-02-10T10:00Z' })
    const asked = { from: dayOf('2026-01-20'), to: dayOf('2026-03-02') }
    const by = async (unit: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR') => trend(await board.sales.report(asked, unit, null))
    expect(await by('MONTH')).toEqual(['2026-01-01 0 / 0', '2026-02-01 1 / 72', '2026-03-01 0 / 0'])
    expect(await by('YEAR')).toEqual(['2026-01-01 1 / 72'])
    expect((await by('DAY')).filter((day) => !day.endsWith(' 0 / 0'))).toEqual(['2026-02-10 1 / 72'])
    expect(await by('DAY')).toHaveLength(42)
    expect(await by('WEEK')).toEqual([
      '2026-01-19 0 / 0',
      '2026-01-26 0 / 0',
      '2026-02-02 0 / 0',
      '2026-02-09 1 / 72',
      '2026-02-16 0 / 0',
      '2026-02-23 0 / 0',
      '2026-03-02 0 / 0',
    ])
    expect(trend(await report({ from: dayOf('2026-03-01') }))).toEqual([])
  })

  test('of a range that ends before it begins, or of too many periods, MUST be refused by the field', async () => {
    const refused = (filter: SalesFilterInput, unit: 'DAY' | 'YEAR') =>
      board.sales.report(filter, unit, null).then(
        () => null,
        ({ code, fields }) => [code, fields?.[0]?.path],
      )
    const long = { from: dayOf('1826-01-01'), to: dayOf('2026-01-01') }
    expect(await refused({ from: long.to, to: long.from }, 'DAY')).toEqual(['INVALID_INPUT', 'filter.to'])
    expect(await refused(long, 'DAY')).toEqual(['INVALID_INPUT', 'unit'])
    expect(await refused(long, 'YEAR')).toBeNull()
    await board.sold({ number: '1', from: '1026-01-01' })
    await board.sold({ number: '2', from: '9026-01-01' })
    expect(await refused({ by: 'COVER_FROM' }, 'DAY')).toEqual(['INVALID_INPUT', 'unit'])
    expect(await refused({ by: 'COVER_FROM', from: dayOf('2026-01-01') }, 'DAY')).toEqual(['INVALID_INPUT', 'unit'])
    await expect(board.sales.changes(long, 'DAY')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  test('at a place that is not kept, or of another history, MUST be refused as expired', async () => {
    await board.sold({ number: '1' })
    const { cursor } = await report()
    await board.sold({ number: '2' })
    expect(figures((await report({}, cursor)).total)).toBe('1 / 72')
    await board.db.sql`update feed_topic set oldest = head where name = 'sales'`
    expect(figures((await report({}, cursor)).total)).toBe('1 / 72')
    await board.db.sql`update feed_topic set oldest = head + 1 where name = 'sales'`
    await expect(report({}, cursor)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    const { cursor: now } = await report()
    await board.db.sql`update feed_topic set epoch = epoch + 1, past = '[]' where name = 'sales'`
    await expect(report({}, now)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' })
    await expect(report({}, 'bm90IG9uZQ')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await board.db.sql`update feed_topic set oldest = 1 where name = 'sales'`
  })
})

test('the policies behind a number MUST come page by page, those that were taken in last at the end', async () => {
  for (let at = 1; at <= 5; at++)
    await board.sold({ number: `P${at}`, agent: at === 3 ? 'danny.solid' : 'jimmy.solid' })
  const numbers = async (args: object) => {
    const page = await board.sales.soldPolicies({ agent: 'Jimmy.solid' }, args)
    return { page, numbers: page.edges.map(({ node }) => node.policyNumber) }
  }
  const last = await numbers({ last: 2 })
  expect(last.numbers).toEqual(['P4', 'P5'])
  expect(last.page.hasPreviousPage).toBe(true)
  const before = await numbers({ last: 2, before: last.page.edges[0]?.cursor })
  expect(before.numbers).toEqual(['P1', 'P2'])
  expect(before.page.hasPreviousPage).toBe(false)
})
