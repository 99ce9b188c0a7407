import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { maxPage, type PageArgs } from '../lib/page.ts'
import type { Policy } from './policy.ts'
import { admin, aHolder, aTrip, danny, jimmy, openShop, type Shop, viewer } from './testing.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.clear())

const aCar = () =>
  aTrip({ productCode: 'CAR', selectedCovers: null, answers: [{ questionCode: 'NUM_OF_CLAIM', value: '0' }] })
const list = (args: PageArgs = {}, search: string | null = null, who = jimmy) =>
  shop.policies.policies(who, search, args)
const names = async (search: string, who = jimmy) => {
  const { edges } = await list({}, search, who)
  return edges.map(({ node }: { node: Policy }) => node.holder.lastName)
}

/** Sells policies of which several at a time have the same moment; gives their numbers, newest first. */
async function sell(count: number): Promise<string[]> {
  const sold: Policy[] = []
  for (let n = 0; n < count; n++) {
    shop.setClock(new Date(Date.parse('2026-05-20T10:00:00.000Z') + Math.floor(n / 4)))
    sold.push(await shop.sale(jimmy))
  }
  return sold
    .toSorted((a, b) => b.soldAt.getTime() - a.soldAt.getTime() || (a.number < b.number ? 1 : -1))
    .map((policy) => policy.number)
}

test('all pages together MUST be the whole list, in both directions and with sales of the same moment', async () => {
  const all = await sell(11)
  for (const size of [1, 2, 3, 5, 11, 12]) {
    const forward: string[] = []
    for (let after: string | undefined, more = true; more; ) {
      const page = await list({ first: size, after })
      forward.push(...page.edges.map((edge) => edge.node.number))
      expect(page.hasPreviousPage).toBe(after !== undefined)
      more = page.hasNextPage
      after = page.edges.at(-1)?.cursor
    }
    expect(forward).toEqual(all)
    const backward: string[] = []
    for (let before: string | undefined, more = true; more; ) {
      const page = await list({ last: size, before })
      backward.unshift(...page.edges.map((edge) => edge.node.number))
      expect(page.hasNextPage).toBe(before !== undefined)
      more = page.hasPreviousPage
      before = page.edges[0]?.cursor
    }
    expect(backward).toEqual(all)
  }
})

test('after and before together MUST cut out what lies between, counted from the end that is asked', async () => {
  const all = await sell(9)
  const cursors = (await list({ first: 9 })).edges.map((edge) => edge.cursor)
  const between = { after: cursors[1], before: cursors[7] }
  const numbers = async (args: PageArgs) => (await list(args)).edges.map((edge) => edge.node.number)
  expect(await numbers(between)).toEqual(all.slice(2, 7))
  expect(await numbers({ ...between, first: 2 })).toEqual(all.slice(2, 4))
  expect(await numbers({ ...between, last: 2 })).toEqual(all.slice(5, 7))
  expect(await list({ ...between, last: 2 })).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  expect(await list({ ...between, first: 5 })).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  expect(await numbers({ first: 0 })).toEqual([])
  expect(await list({ first: 0 })).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
})

test('a sale MUST NOT move the pages that follow a cursor', async () => {
  const all = await sell(4)
  const page = await list({ first: 2 })
  shop.setClock(new Date('2026-05-21'))
  await shop.sale(jimmy)
  const next = await list({ first: 2, after: page.edges[1]?.cursor })
  expect([...page.edges, ...next.edges].map((edge) => edge.node.number)).toEqual(all)
})

test('a cursor of another search MUST NOT promise pages that this one does not have', async () => {
  await shop.sale(jimmy, aTrip(), aHolder({ firstName: 'Łukasz' }))
  shop.setClock(new Date('2026-05-21'))
  await shop.sale(jimmy, aTrip(), aHolder({ firstName: 'Anna' }))
  const [anna, lukasz] = (await list()).edges.map((edge) => edge.cursor)
  expect(await list({ first: 5, after: anna }, 'lukasz')).toMatchObject({ hasPreviousPage: false, hasNextPage: false })
  expect(await list({ last: 5, before: lukasz }, 'anna')).toMatchObject({ hasPreviousPage: false, hasNextPage: false })
  expect(await list({ first: 5, after: lukasz }, 'anna')).toMatchObject({ hasPreviousPage: true, edges: [] })
})

test('an agent MUST see and count their own, who oversees all', async () => {
  await shop.sale(jimmy)
  await shop.sale(danny)
  const seen = async (who: Viewer) => {
    const page = await list({}, null, who)
    return [page.edges.length, await page.totalCount()]
  }
  expect([await seen(jimmy), await seen(danny)]).toEqual([
    [1, 1],
    [1, 1],
  ])
  expect([await seen(admin), await seen(viewer('billing', 'SERVICE'))]).toEqual([
    [2, 2],
    [2, 2],
  ])
  expect(await seen(viewer('new.agent'))).toEqual([0, 0])
})

test('it MUST be searched by number, product and names, without regard to case and accents', async () => {
  const { number } = await shop.sale(jimmy, aTrip(), aHolder({ firstName: 'Łukasz', lastName: 'Żak-Nowak' }))
  shop.setClock(new Date('2026-05-21'))
  await shop.sale(jimmy, aCar(), aHolder({ firstName: 'Anna', lastName: 'Kowalska' }))
  for (const search of [
    number,
    number.slice(0, 8).toUpperCase(),
    'tri',
    'łukasz żak',
    'LUKASZ',
    'nowak, lukasz',
    ' zak ',
  ])
    expect([search, await names(search)]).toEqual([search, ['Żak-Nowak']])
  for (const search of ['', '   ', '\u0000', '\ud800']) expect(await names(search)).toEqual(['Kowalska', 'Żak-Nowak'])
  expect(await names('ukasz')).toEqual([])
  expect(await names('lukasz', danny)).toEqual([])
  expect(await (await list({ first: 0 }, 'anna')).totalCount()).toBe(1)
})

test('nothing that is typed MUST be a wildcard or break the search', async () => {
  for (const lastName of ['100%', '1000', 'a_b', 'axb', "O'Neil", 'back\\slash', '<b>:*&|!', '***'])
    await shop.sale(jimmy, aTrip(), aHolder({ lastName }))
  const literal = {
    '100%': '100%',
    a_b: 'a_b',
    "o'neil": "O'Neil",
    'back\\s': 'back\\slash',
    '<b>:*&|!': '<b>:*&|!',
    '***': '***',
  }
  for (const [search, lastName] of Object.entries(literal))
    expect([search, await names(search)]).toEqual([search, [lastName]])
  for (const search of ['%', '_', "'", "''", '\\', '&', '|', '!', '(', ':*', "' | 'jan", 'x'.repeat(200)])
    expect([search, await names(search)]).toEqual([search, []])
  expect(await names('*')).toEqual(['***'])
})

test('a holder with long names of every kind MUST be sold to and found', async () => {
  for (const letter of ['ﷺ', '𝒥', 'ß', 'İ', '-', '\u0344']) {
    const lastName = `x${letter.repeat(49)}`
    await shop.sale(jimmy, aTrip(), aHolder({ lastName }))
    expect(await names(lastName)).toContain(lastName.normalize('NFC'))
  }
})

test.each([
  [{ first: -1 }, 'first'],
  [{ last: maxPage + 1 }, 'last'],
  [{ first: 1, last: 1 }, 'last'],
  [{ after: 'nonsense' }, 'after'],
  [{ before: Buffer.from('policies@1@2').toString('base64url') }, 'before'],
  [
    {
      before: Buffer.from(`policies@${'9'.repeat(15)}@${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`).toString(
        'base64url',
      ),
    },
    'before',
  ],
  [{ after: Buffer.from(`general@${5}`).toString('base64url') }, 'after'],
])('the page %j MUST be refused by the name of the argument', async (args, path) => {
  await expect(list(args)).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] })
})

test('an over-long search MUST be refused', async () => {
  await expect(list({}, 'x'.repeat(201))).rejects.toMatchObject({ fields: [{ path: 'search' }] })
})
