import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import { centsOf } from '../lib/money.ts'
import { admin, danny, jimmy } from '../policies/testing.ts'
import { openCommissions } from './testing.ts'

let desk: Awaited<ReturnType<typeof openCommissions>>
beforeAll(async () => {
  desk = await openCommissions()
  await desk.db.sql`insert into product (code, definition) values ('TRI', '{}') on conflict do nothing`
})
beforeEach(async () => {
  await desk.clear()
})
afterAll(() => desk.close())

describe('a commission', () => {
  test('MUST be given to the agent of a sale once, with one event', async () => {
    await desk.sells()
    await desk.sells({ policyNumber: 'p-1', premium: centsOf(1) })
    expect(await desk.amountsOf('p-1')).toEqual([7.2])
    expect(await desk.events()).toEqual([{ PolicyNumber: 'P-1', Amount: 7.2, AgentLogin: 'jimmy.solid' }])
  })

  test('MUST be taken back in part by the termination, once, whichever event comes first and also at once', async () => {
    await desk.sells()
    await desk.terminates()
    await desk.terminates({ policyNumber: 'p-1', refund: centsOf(1) })
    await desk.terminates({ policyNumber: 'P-2' })
    expect(await desk.amountsOf('P-2')).toEqual([])
    await desk.sells({ policyNumber: 'P-2' })
    await Promise.all([
      desk.sells({ policyNumber: 'P-3' }),
      desk.terminates({ policyNumber: 'P-3' }),
      desk.sells({ policyNumber: 'p-3' }),
      desk.terminates({ policyNumber: 'p-3' }),
    ])
    for (const number of ['P-1', 'P-2', 'P-3'])
      expect((await desk.amountsOf(number)).toSorted(), number).toEqual([-5.04, 7.2])
    expect((await desk.events()).map(({ Amount }) => Amount).toSorted()).toEqual([-5.04, -5.04, -5.04, 7.2, 7.2, 7.2])
  })

  test('MUST NOT be given where a sale names nobody', async () => {
    await desk.sells({ agentLogin: null })
    await desk.terminates()
    expect(await desk.amountsOf()).toEqual([])
    expect(await desk.events()).toEqual([])
  })

  test('MUST keep the rate of its sale when that changes, and only administrators’ sound rates count', async () => {
    const sets = (percent: string, productCode = 'tri') => desk.commissions.setRate(admin, { productCode, percent })
    await desk.sells()
    expect(await sets('25')).toMatchObject({ productCode: 'TRI', rate: 2_500 })
    await desk.terminates()
    await desk.sells({ policyNumber: 'P-2', productCode: 'Tri' })
    expect(await desk.amountsOf()).toEqual([7.2, -5.04])
    expect(await desk.amountsOf('P-2')).toEqual([18])
    await expect(sets('100.5')).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'percent' }] })
    await expect(sets('1', 'XXX')).rejects.toMatchObject({ fields: [{ path: 'productCode' }] })
    expect(await desk.db.sql`select actor, subject, detail from audit_entry`).toEqual([
      { actor: 'admin', subject: 'TRI', detail: '10.00 % to 25.00 %' },
    ])
  })
})

describe('lists of commissions', () => {
  const april = new Date('2026-04-30T23:59:59.999Z')
  const may = new Date('2026-05-01T00:00:00.000Z')
  beforeEach(async () => {
    await desk.sells({ policyNumber: 'P-1' }, april)
    await desk.sells({ policyNumber: 'P-2', premium: centsOf(1_000) }, may)
    await desk.sells({ policyNumber: 'P-3', agentLogin: 'Danny.Solid' }, may)
    await desk.terminates({ policyNumber: 'P-1' })
  })
  const numbers = async (viewer = jimmy, args: Parameters<typeof desk.commissions.commissions>[1] = {}) =>
    (await desk.commissions.commissions(viewer, args)).edges.map(({ node }) => `${node.policyNumber} ${node.kind}`)

  test('MUST have an agent’s own and for administrators all or one’s, by month, in pages', async () => {
    expect(await numbers()).toEqual(['P-1 TERMINATION', 'P-2 SALE', 'P-1 SALE'])
    expect(await numbers(jimmy, { month: dayOf('2026-05-17') })).toEqual(['P-1 TERMINATION', 'P-2 SALE'])
    expect(await numbers(danny)).toEqual(['P-3 SALE'])
    expect(await numbers(admin)).toHaveLength(4)
    expect(await numbers(admin, { agent: 'danny.solid' })).toEqual(['P-3 SALE'])
    await expect(numbers(danny, { agent: 'jimmy.solid' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const first = await desk.commissions.commissions(jimmy, { first: 2 })
    expect(first.hasNextPage).toBe(true)
    expect(await numbers(jimmy, { first: 2, after: first.edges[1]?.cursor ?? '' })).toEqual(['P-1 SALE'])
    expect(await first.total()).toEqual({ total: 720 + 100 - 504, count: 3 })
  })

  test('MUST add up by month and by agent', async () => {
    expect(await desk.commissions.months(jimmy, {})).toEqual([
      { month: '2026-05-01', total: 100 - 504, count: 2 },
      { month: '2026-04-01', total: 720, count: 1 },
    ])
    expect(await desk.commissions.byAgent({ month: dayOf('2026-05-02') })).toEqual([
      { agentLogin: 'Danny.Solid', total: 720, count: 1 },
      { agentLogin: 'jimmy.solid', total: -404, count: 2 },
    ])
  })
})

test('policies that were sold and terminated before there were queues MUST be completed once, by processes at once', async () => {
  const number = '7b1f3c52-0d5e-4f0b-8a4e-3b8f2c1d9e77'
  await desk.db.sql`
    insert into offer (number, product_code, policy_from, policy_to, covers, agent, created_at, valid_until)
    values (${number}, 'TRI', '2026-05-01', '2026-05-11', '[]', 'jimmy.solid', now(), now())`
  await desk.db.sql`
    insert into policy (number, offer_number, product_code, agent, holder, sold_at, cover_from, cover_to, covers,
      total_premium, search, terminated_at, terminated_on, kept_covers, kept_premium, refund)
    values (${number}, ${number}, 'TRI', 'jimmy.solid', '{}', now(), '2026-05-01', '2026-05-11', '[]', 7200, '', now(),
      '2026-05-04', '[]', 2160, 5040)`
  await Promise.all([desk.calculation.complete(), desk.calculation.complete()])
  await desk.calculation.complete()
  expect((await desk.amountsOf(number)).toSorted()).toEqual([-5.04, 7.2])
  expect(await desk.events()).toHaveLength(2)
})
