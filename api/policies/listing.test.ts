import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import { dayOf } from '../lib/day.ts'
import { maxPage, type PageArgs } from '../lib/page.ts'
import { fold } from '../lib/words.ts'
import { directions, type PolicyFilterInput, policySorts } from './list.ts'
import type { PoliciesAsked } from './list-service.ts'
import { indexPolicies } from './list-store.ts'
import { wireNumbersOf } from './number-store.ts'
import { type Policy, versionInForce } from './policy.ts'
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
  shop.policies.policies(who, { search }, args)
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

const day = (text: string) => dayOf(text)
const ask = (asked: PoliciesAsked, args: PageArgs = {}, who = admin) => shop.policies.policies(who, asked, args)
const found = async (text: string, asked: PoliciesAsked = {}, who = admin) => {
  const { edges } = await ask({ ...asked, filter: { ...asked.filter, text } }, {}, who)
  return edges.map(({ node }) => node.holder.lastName)
}

test('under every order and in both directions pages MUST have every policy once, while policies are sold', async () => {
  const lastNames = ['Żak', 'zając', 'Abacki', 'Łoś', 'abacki', 'Óżóg', 'Zielińska']
  for (const [at, lastName] of lastNames.entries()) {
    shop.setClock(new Date(Date.parse('2026-05-20T10:00:00.000Z') + Math.floor(at / 3)))
    const cover = { policyFrom: `2096-06-0${1 + (at % 3)}`, policyTo: `2096-07-0${1 + (at % 4)}` }
    const { number } = await shop.sale(
      jimmy,
      at % 2 === 0 ? aTrip(cover) : { ...aCar(), ...cover },
      aHolder({ lastName }),
    )
    if (at === 4) await shop.policies.terminatePolicy(jimmy, { policyNumber: number, terminationDate: '2096-06-20' })
  }
  for (const by of policySorts)
    for (const direction of directions) {
      const before = (await ask({ sort: { by, direction } })).edges.map(({ node }) => node)
      const values = before.map((policy) => sortedBy(by, policy))
      expect(values, by).toEqual(
        values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (direction === 'ASC' ? 1 : -1)),
      )
      const seen: string[] = []
      for (let after: string | undefined, more = true; more; ) {
        const page = await ask({ sort: { by, direction } }, { first: 3, after })
        expect(page.hasPreviousPage).toBe(after !== undefined)
        seen.push(...page.edges.map(({ node }) => node.number))
        more = page.hasNextPage
        after = page.edges.at(-1)?.cursor
        await shop.sale(danny, aTrip(), aHolder({ lastName: 'Nowak' }))
      }
      expect(new Set(seen).size).toBe(seen.length)
      const old = before.map(({ number }) => number)
      expect(seen.filter((number) => old.includes(number))).toEqual(old)
      const last = await ask({ sort: { by, direction } }, { last: 2 })
      const all = await ask({ sort: { by, direction } }, { first: 200 })
      expect(last.edges.map(({ node }) => node.number)).toEqual(all.edges.slice(-2).map(({ node }) => node.number))
      await shop.db.sql`update offer set policy_number = null, bought_by = null where agent = 'danny.solid'`
      await shop.db.sql`delete from policy where agent = 'danny.solid'`
    }
})

function sortedBy(by: (typeof policySorts)[number], policy: Policy): string | number {
  const { coverFrom, coverTo, totalPremium } = versionInForce(policy)
  switch (by) {
    case 'SOLD_AT':
    case 'BEST':
      return policy.soldAt.getTime()
    case 'POLICY_FROM':
      return coverFrom
    case 'POLICY_TO':
      return coverTo
    case 'PREMIUM':
      return totalPremium
    case 'PRODUCT':
      return policy.productCode
    case 'HOLDER':
      return fold(`${policy.holder.lastName} ${policy.holder.firstName}`)
  }
}

test('a cursor of another order MUST be refused', async () => {
  await shop.sale(jimmy)
  const cursor = (await ask({ sort: { by: 'PREMIUM', direction: 'ASC' } })).edges[0]?.cursor
  for (const sort of [{ by: 'PREMIUM', direction: 'DESC' }, { by: 'HOLDER', direction: 'ASC' }, null] as const)
    await expect(ask({ sort }, { after: cursor })).rejects.toMatchObject({ fields: [{ path: 'after' }] })
})

test('a filter MUST leave what meets all of it, and its statuses MUST be those of the day', async () => {
  const trip = await shop.sale(jimmy)
  const car = await shop.sale(danny, aCar())
  const ended = await shop.sale(danny)
  await shop.policies.terminatePolicy(danny, { policyNumber: ended.shortNumber, terminationDate: '2096-06-04' })
  const numbers = async (filter: PolicyFilterInput, who = admin) => {
    const page = await ask({ filter, sort: { by: 'PRODUCT', direction: 'ASC' } }, {}, who)
    expect(await page.totalCount()).toBe(page.edges.length)
    return page.edges.map(({ node }) => node.number).toSorted()
  }
  const all = [trip, car, ended].map(({ number }) => number).toSorted()
  expect(await numbers({})).toEqual(all)
  expect(await numbers({ statuses: ['TERMINATED'] })).toEqual([ended.number])
  expect(await numbers({ productCodes: ['car', "'\0"] })).toEqual([car.number])
  expect(await numbers({ agent: 'JIMMY.Solid' })).toEqual([trip.number])
  expect(await numbers({ agent: 'jimmy.solid' }, danny)).toEqual([])
  expect(await numbers({ sold: { from: day('2026-05-20'), to: day('2026-05-20') } })).toEqual(all)
  expect(await numbers({ sold: { from: day('2026-05-21') } })).toEqual([])
  expect(await numbers({ sold: { to: day('2026-05-19') } })).toEqual([])
  expect(await numbers({ coverFrom: { from: day('2096-06-01'), to: day('2096-06-01') } })).toEqual(all)
  expect(await numbers({ coverTo: { to: day('2096-06-04') } })).toEqual([ended.number])
  expect(await numbers({ statuses: [] })).toEqual([])
  const active = [trip, car].map(({ number }) => number).toSorted()
  for (const [now, status] of [
    ['2096-05-31T23:59:59.999Z', 'UPCOMING'],
    ['2096-06-01T00:00:00.000Z', 'IN_FORCE'],
    ['2096-06-11T23:59:59.999Z', 'IN_FORCE'],
    ['2096-06-12T00:00:00.000Z', 'ENDED'],
  ] as const) {
    shop.setClock(new Date(now))
    expect([now, await numbers({ statuses: [status] })]).toEqual([now, active])
    expect(shop.policies.coverStatus(trip)).toBe(status)
    const others = (['UPCOMING', 'IN_FORCE', 'ENDED'] as const).filter((other) => other !== status)
    expect([now, await numbers({ statuses: others })]).toEqual([now, []])
    expect(await numbers({ statuses: ['TERMINATED', status] })).toEqual(all)
  }
  await expect(numbers({ text: 'x'.repeat(201) })).rejects.toMatchObject({ fields: [{ path: 'filter.text' }] })
})

test('a mistake MUST be forgiven, the best MUST come first, and what was found MUST be marked', async () => {
  const city = { country: 'Poland', zipCode: '31-001', city: 'Kraków', street: 'Długa 1' }
  const old = await shop.sale(
    jimmy,
    aTrip(),
    aHolder({ firstName: 'Łukasz', lastName: 'Kowalski', taxId: '850-101', address: city }),
  )
  shop.setClock(new Date('2026-05-21'))
  await shop.sale(danny, aCar(), aHolder({ firstName: 'Anna', lastName: 'Kowalska' }))
  await shop.sale(danny, aCar(), aHolder({ firstName: 'Jan', lastName: 'Kowal' }))
  for (const typed of [
    'Kowlaski',
    'kowaalski lukasz',
    'KRAKOV',
    'kraków',
    '850-101',
    '850101',
    old.number.slice(0, 9),
    'traveler',
  ])
    expect([typed, await found(typed)]).toEqual([typed, expect.arrayContaining(['Kowalski'])])
  for (const typed of [old.shortNumber, old.shortNumber.slice(0, 6), old.shortNumber.toLowerCase().replaceAll('-', '')])
    expect([typed, await found(typed)]).toEqual([typed, ['Kowalski']])
  expect(await found('Kowal')).toEqual(['Kowal', 'Kowalska', 'Kowalski'])
  expect(await found('Kowalski')).toEqual(['Kowalski', 'Kowalska'])
  expect(await found('Kowalski', { sort: { by: 'SOLD_AT', direction: 'DESC' } })).toEqual(['Kowalska', 'Kowalski'])
  expect(await found('Kowalski', {}, danny)).toEqual(['Kowalska'])
  for (const typed of ['Nowak', 'Kolawski', "k'|", '\u0001', 'P-9999-9999-9']) {
    const at = typed === '\u0001' ? 3 : 0
    expect([typed, (await found(typed)).length]).toEqual([typed, at])
  }
  const { edges } = await ask({ filter: { text: 'kowlaski krak' } })
  expect(edges.map(({ matches }) => matches)).toEqual([
    [
      { field: 'HOLDER', text: 'Łukasz Kowalski', ranges: [{ start: 7, end: 15 }] },
      { field: 'CITY', text: 'Kraków', ranges: [{ start: 0, end: 6 }] },
    ],
  ])
  const first = await ask({ filter: { text: 'kowal' } }, { first: 1 })
  const rest = await ask({ filter: { text: 'kowal' } }, { first: 5, after: first.edges[0]?.cursor })
  expect(rest.edges.map(({ node }) => node.holder.lastName)).toEqual(['Kowalska', 'Kowalski'])
  expect(rest).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
})

test('policies of a process of the last version MUST get a number at once and be found once they are indexed', async () => {
  const { number, shortNumber } = await shop.sale(jimmy, aTrip(), aHolder({ lastName: 'Kowalski' }))
  await shop.db.sql`update policy set search_version = 1, search = array_to_tsvector(array['kowalski'])`
  expect(await found('Kowlaski')).toEqual([])
  expect(await shop.db.transaction((tx) => indexPolicies(tx, 10))).toBe(1)
  expect(await shop.db.transaction((tx) => indexPolicies(tx, 10))).toBe(0)
  expect(await found('Kowlaski')).toEqual(['Kowalski'])
  const [{ offer = '' } = {}] = await shop.db.sql<{ offer: string }[]>`
    insert into offer (number, product_code, policy_from, policy_to, covers, agent, created_at, valid_until)
    select gen_random_uuid(), product_code, policy_from, policy_to, covers, agent, created_at, valid_until from offer
    returning number::text as offer`
  expect((await shop.policies.offer(jimmy, offer))?.shortNumber).toMatch(/^F-\d{4}-\d{4}-\d$/)
  expect(await shop.policies.policy(jimmy, shortNumber)).toMatchObject({ number })
})

test('a short number MUST be taken as the long one is, and a mistyped one be refused by its field', async () => {
  const offer = await shop.policies.createOffer(jimmy, aTrip())
  const policy = await shop.policies.buyPolicy(jimmy, {
    offerNumber: offer.shortNumber.toLowerCase().replaceAll('-', ' '),
    policyHolder: aHolder(),
  })
  expect(await shop.policies.offer(jimmy, offer.shortNumber)).toMatchObject({ number: offer.number })
  expect(await shop.policies.policy(danny, policy.shortNumber)).toBeNull()
  expect(await shop.policies.wireNumber(policy.shortNumber, 'n')).toBe(policy.number)
  expect(await wireNumbersOf(shop.db.sql, [policy.shortNumber, 'P-1'])).toEqual(
    new Map([[policy.shortNumber, policy.number]]),
  )
  expect(await shop.policies.wireNumber('P-1', 'n')).toBe('P-1')
  const mistyped = policy.shortNumber.replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`)
  await expect(shop.policies.policy(jimmy, mistyped)).rejects.toMatchObject({ fields: [{ path: 'number' }] })
  await expect(
    shop.policies.terminatePolicy(jimmy, { policyNumber: mistyped, terminationDate: '2096-06-04' }),
  ).rejects.toMatchObject({ fields: [{ path: 'policyNumber' }] })
})
