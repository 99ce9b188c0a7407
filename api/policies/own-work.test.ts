import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayOf } from '../lib/day.ts'
import type { PageArgs } from '../lib/page.ts'
import { admin, aHolder, aTrip, danny, jimmy, openShop, type Shop } from './testing.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.clear())

const opening = Date.parse('2026-05-20T10:00:00.000Z')
const day = 86_400_000

/** Makes an offer so many days after the opening; its number. */
async function offer(days: number, who = jimmy): Promise<string> {
  shop.setClock(new Date(opening + days * day))
  return (await shop.policies.createOffer(who, aTrip())).number
}

test('offers MUST be listed newest first, by what they are now, to those who may see them', async () => {
  const old = await offer(0)
  const sold = await offer(20)
  const dannys = await offer(21, danny)
  const open = await offer(22)
  await shop.policies.buyPolicy(jimmy, { offerNumber: sold, policyHolder: aHolder() })
  shop.setClock(new Date(opening + 40 * day))
  const numbers = async (
    who = jimmy,
    statuses: Parameters<typeof shop.policies.offers>[1]['statuses'] = null,
    mine = false,
  ) => (await shop.policies.offers(who, { statuses, mine }, {})).edges.map(({ node }) => node.number)
  expect(await numbers()).toEqual([open, sold, old])
  expect(await numbers(jimmy, ['NEW'])).toEqual([open])
  expect(await numbers(jimmy, ['EXPIRED', 'CONVERTED'])).toEqual([sold, old])
  expect(await numbers(jimmy, [])).toEqual([])
  expect(await numbers(admin)).toEqual([open, dannys, sold, old])
  expect(await numbers(admin, null, true)).toEqual([])
  // To the millisecond an offer is open until its last moment.
  shop.setClock(new Date(opening + 30 * day))
  expect(await numbers(jimmy, ['NEW'])).toEqual([open, old])
})

test('pages of offers MUST give each once, and a cursor of another list be refused', async () => {
  const all = [await offer(0), await offer(0), await offer(1), await offer(2)]
  const page = (args: PageArgs) => shop.policies.offers(jimmy, { statuses: null, mine: true }, args)
  const first = await page({ first: 3 })
  const rest = await page({ first: 3, after: first.edges.at(-1)?.cursor })
  expect([first.hasNextPage, rest.hasNextPage, rest.hasPreviousPage]).toEqual([true, false, true])
  const numbers = [...first.edges, ...rest.edges].map(({ node }) => node.number)
  expect(numbers.slice(0, 2)).toEqual([all[3], all[2]])
  expect(new Set(numbers)).toEqual(new Set(all))
  await expect(page({ after: ofPolicies })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    fields: [{ path: 'after' }],
  })
})

const ofPolicies = Buffer.from('policies@1@00000000-0000-0000-0000-000000000000').toString('base64url')

test('policies that end soon MUST be the own ones, from the first to the last day, and no terminated one', async () => {
  const sell = (policyTo: string, who = jimmy) => shop.sale(who, aTrip({ policyTo }))
  const [second, first] = [await sell('2096-07-02'), await sell('2096-07-01')]
  const terminated = await sell('2096-07-01')
  await sell('2096-07-03')
  await sell('2096-06-30')
  await sell('2096-07-01', danny)
  await shop.policies.terminatePolicy(jimmy, { policyNumber: terminated.number, terminationDate: '2096-07-01' })
  const ending = async (who = jimmy, limit: number | null = null) =>
    (await shop.policies.endingPolicies(who, { from: dayOf('2096-07-01'), to: dayOf('2096-07-02'), first: limit })).map(
      ({ number }) => number,
    )
  expect(await ending()).toEqual([first.number, second.number])
  expect(await ending(jimmy, 1)).toEqual([first.number])
  // Own means own, also for who sees all.
  expect(await ending(admin)).toEqual([])
  await expect(ending(jimmy, 201)).rejects.toMatchObject({ fields: [{ path: 'first' }] })
})

test('sales MUST be counted from a moment on: own ones for each, those of all for who oversees them', async () => {
  await shop.sale(jimmy)
  shop.setClock(new Date(opening + day))
  const since = shop.policies.countedSince(new Date(opening + day))
  await shop.sale(jimmy)
  await shop.sale(danny)
  expect(await shop.policies.ownSales(jimmy, since)).toEqual({ count: 1, premium: 7_200 })
  expect(await shop.policies.teamSales(jimmy, since)).toBeNull()
  expect(await shop.policies.ownSales(admin, since)).toEqual({ count: 0, premium: 0 })
  expect(await shop.policies.teamSales(admin, since)).toEqual({ count: 2, premium: 14_400 })
  expect(() => shop.policies.countedSince(new Date(opening - 31 * day))).toThrow('31 days')
  // A moment that no calendar of the database has is counted as now.
  expect(shop.policies.countedSince(new Date(8_640_000_000_000_000))).toEqual(shop.now())
})
