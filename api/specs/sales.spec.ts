import { describe, expect, test } from 'vitest'
import { gauge, parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const parley = parleyHere()

type Figures = { count: number; premium: { amount: string } }
type Report = {
  cursor: string
  total: Figures
  byProduct: (Figures & { productCode: string; product: { name: string } | null })[]
  byAgent: (Figures & { login: string | null; agent: { name: string } | null })[]
  trend: (Figures & { from: string })[]
}
const figures = 'count premium { amount }'
const report = `cursor total { ${figures} } byProduct { productCode product { name } ${figures} }
  byAgent { login agent { name } ${figures} } trend { from ${figures} }`
const sales = `query ($filter: SalesFilter, $unit: PeriodUnit! = MONTH, $asOf: Cursor) {
  sales(filter: $filter, unit: $unit, asOf: $asOf) { ${report} } }`

describe('sales', () => {
  test('MUST count what everybody has sold and terminated, for everybody, and lead to the policies', async () => {
    const [jimmy, danny] = [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')]
    const ask = async (variables = {}) => (await danny.ask<{ sales: Report }>(sales, variables)).sales
    const untilCounted = (count: number, variables = {}) =>
      until(`${count} sales are counted`, async () => {
        const found = await ask(variables)
        return found.total.count === count && found
      })
    await danny.buys(await danny.offers())
    const policy = await jimmy.buys(await jimmy.offers())
    const two = await untilCounted(2)
    expect(two).toMatchObject({
      total: { count: 2, premium: { amount: '144.00' } },
      byProduct: [{ productCode: 'TRI', product: { name: 'Safe Traveller' }, count: 2 }],
    })
    expect(two.byAgent.map(({ login, agent, count }) => [login, agent?.name, count]).sort()).toEqual([
      ['danny.solid', 'Danny Solid', 1],
      ['jimmy.solid', 'Jimmy Solid', 1],
    ])
    const byCover = { by: 'COVER_FROM', from: '2096-05-01', to: '2096-07-31' }
    expect((await ask({ filter: byCover })).trend.map(({ from, count }) => [from, count])).toEqual([
      ['2096-05-01', 0],
      ['2096-06-01', 2],
      ['2096-07-01', 0],
    ])

    await jimmy.terminates(policy, '2096-06-04')
    const filter = { includeTerminated: false }
    expect((await untilCounted(1, { filter })).byAgent).toMatchObject([{ login: 'danny.solid', count: 1 }])
    expect((await ask()).total.count).toBe(2)
    expect((await ask({ filter, asOf: two.cursor })).total.count).toBe(2)

    const behind = await danny.ask<{ soldPolicies: { edges: { node: object }[] } }>(
      '{ soldPolicies(filter: { agent: "JIMMY.solid" }) { edges { node { number productCode login premium { amount } coverFrom terminated terminatedOn } } } }',
    )
    expect(behind.soldPolicies.edges.map(({ node }) => node)).toEqual([
      {
        number: policy.number,
        productCode: 'TRI',
        login: 'jimmy.solid',
        premium: { amount: '72.00' },
        coverFrom: '2096-06-01',
        terminated: true,
        terminatedOn: '2096-06-04',
      },
    ])
  })

  test('of a range that cannot be shown, or at a place that is none, MUST be refused by code', async () => {
    const jimmy = await parley.agent('jimmy.solid')
    const refusal = async (variables: Record<string, unknown>) =>
      (await jimmy.operation(sales, variables)).errors?.map(({ message, extensions }) => [extensions.code, message])
    const long = { from: '1826-01-01', to: '2026-01-01' }
    expect(await refusal({ filter: long, unit: 'DAY' })).toEqual([
      ['INVALID_INPUT', 'unit: DAY makes 73050 periods of 1826-01-01 to 2026-01-01: at most 1100 are given.'],
    ])
    expect(await refusal({ filter: { from: long.to, to: long.from } })).toEqual([
      ['INVALID_INPUT', 'filter.to: Must not be before filter.from, 2026-01-01.'],
    ])
    expect(await refusal({ asOf: 'x' })).toEqual([['INVALID_INPUT', expect.stringMatching(/^asOf: /)]])
    expect((await (await parley.bearer('none')).operation(sales)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  test.for(['WebSocket', 'SSE'] as const)(
    'followed by %s MUST begin with the present report, and change for all viewers by one execution',
    async (over) => {
      const jimmy = await parley.agent('jimmy.solid')
      const before = (await jimmy.ask<{ sales: Report }>(sales)).sales.total.count
      const query = 'subscription { salesChanged { cursor total { count } byAgent { login agent { name } } } }'
      const read = (data: Record<string, unknown>) => {
        const { cursor, total } = data.salesChanged as Report
        return { cursor, text: String(total.count) }
      }
      const viewers = Array.from({ length: 5 }, () => jimmy.followsQuery(query, read, { over }))
      for (const viewer of viewers) await viewer.hasSeen(String(before))
      await until('the viewers share a reader', async () => (await gauge(parley.url, 'parley_topic_readers')) === 1)
      await jimmy.buys(await jimmy.offers())
      for (const viewer of viewers) await viewer.hasSeen(String(before), String(before + 1))
      const { cursor } = viewers[0]?.heard[1] ?? {}
      const { sales: then } = await jimmy.ask<{ sales: Report }>(sales, { asOf: cursor })
      expect(then).toMatchObject({ cursor, total: { count: before + 1 } })
    },
  )
})
