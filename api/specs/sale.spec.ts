import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aHolder, aTrip } from '../policies/testing.ts'
import type { Agent } from './agent.ts'
import { parleyHere } from './harness.ts'

const parley = parleyHere()

const both = async () => [await parley.agent('jimmy.solid'), await parley.agent('danny.solid')] as const

describe('a sale', () => {
  test('every agent who is logged in MUST see it once, over WebSocket and SSE alike', async () => {
    const [jimmy, danny] = await both()
    // What the seller earns by it is told to him and to administrators alone.
    const readers = [
      { news: await jimmy.follows('notifications'), count: 4 },
      { news: await danny.follows('notifications', { over: 'SSE' }), count: 2 },
      { news: await (await parley.agent('admin')).follows('notifications'), count: 4 },
    ]
    const offer = await jimmy.offers()
    expect(offer).toMatchObject({ status: 'NEW', totalPrice: { amount: '72.00', currencyCode: 'EUR' } })
    const policy = await jimmy.buys(offer)
    expect(policy).toMatchObject({
      status: 'ACTIVE',
      totalPremium: { amount: '72.00' },
      agent: { login: 'jimmy.solid' },
    })
    await jimmy.terminates(policy, '2096-06-04')
    for (const { news, count } of readers) {
      const texts = (await news.hasHeard(count)).map(({ text }) => text)
      expect(texts.filter((text) => !text.startsWith('A commission'))).toEqual([
        'jimmy.solid just sold policy for TRI!!!',
        "jimmy.solid's policy for TRI was terminated on 2096-06-04.",
      ])
    }
  })

  test('a notification MUST say of which kind it is, when it happened, how much it was and which policy', async () => {
    const [jimmy] = await both()
    const before = Date.now()
    const news = await jimmy.follows('notifications')
    const policy = await jimmy.buys(await jimmy.offers())
    const [heard] = await news.hasHeard(1)
    const { notifications } = await jimmy.ask<{
      notifications: { edges: unknown[] }
    }>(`{ notifications(last: 1, filter: { kinds: [POLICY_SOLD] }) {
      edges { cursor node { __typename id at text amount { amount currencyCode } policyNumber
        ... on PolicySold { agent { login } product { name } productCode } } } } }`)
    expect(notifications.edges).toEqual([
      {
        cursor: heard?.cursor,
        node: {
          __typename: 'PolicySold',
          id: heard?.id,
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          text: 'jimmy.solid just sold policy for TRI!!!',
          amount: { amount: '72.00', currencyCode: 'EUR' },
          policyNumber: policy.number,
          agent: { login: 'jimmy.solid' },
          product: { name: 'Safe Traveller' },
          productCode: 'TRI',
        },
      },
    ])
    const [{ node }] = notifications.edges as [{ node: { at: string } }]
    // The broker's time stamp has whole seconds.
    expect(Date.parse(node.at)).toBeGreaterThanOrEqual(before - 1_000)
  })

  test('a policy MUST be had as PDF by those who may see it, the same also after its termination', async () => {
    const [jimmy, danny] = await both()
    const { number } = await jimmy.buys(await jimmy.offers())
    const query = 'query ($number: ID!) { policy(number: $number) { documentUrl(language: PL) } }'
    const { policy } = await jimmy.ask<{ policy: { documentUrl: string } }>(query, { number })
    const fetched = (agent: { token: string } | null) =>
      fetch(parley.url + policy.documentUrl, { headers: agent ? { authorization: `Bearer ${agent.token}` } : {} })
    const answers = await Promise.all([fetched(jimmy), fetched(jimmy), fetched(await parley.agent('admin'))])
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual(Array(3).fill('application/pdf'))
    await jimmy.terminates({ number }, '2096-06-04')
    const bytes = await Promise.all([...answers, await fetched(jimmy)].map(async (answer) => answer.arrayBuffer()))
    const [first, ...others] = bytes.map((each) => Buffer.from(each).toString('latin1'))
    expect(first).toMatch(/^%PDF-/)
    for (const other of others) expect(other === first).toBe(true)
    expect((await fetched(danny)).status).toBe(404)
    expect((await fetched(null)).status).toBe(401)
  })

  test('of two buyers of one offer at the same instant one MUST get it and the other a clear refusal', async () => {
    const [jimmy, danny] = await both()
    const news = await danny.follows('notifications')
    const { number } = await jimmy.offers()
    const query = `mutation ($input: BuyPolicyInput!) { buyPolicy(input: $input) {
      ... on BuyPolicySuccess { policy { number } } ... on Error { code } } }`
    const buyers = ['Ann', 'Bob', 'Cid', 'Dan'].map((firstName) =>
      jimmy.ask<{ buyPolicy: { policy?: object; code?: string } }>(query, {
        input: { offerNumber: number, policyHolder: aHolder({ firstName }) },
      }),
    )
    const answers = (await Promise.all(buyers)).map(({ buyPolicy }) => buyPolicy.code ?? 'SOLD').sort()
    expect(answers).toEqual(['OFFER_ALREADY_SOLD', 'OFFER_ALREADY_SOLD', 'OFFER_ALREADY_SOLD', 'SOLD'])
    await jimmy.buys(await jimmy.offers({ productCode: 'CAR', selectedCovers: ['C1'], answers: claims(0) }))
    await news.hasSeen('jimmy.solid just sold policy for TRI!!!', 'jimmy.solid just sold policy for CAR!!!')
  })

  test('an offer bought again with the same holder MUST give the same policy, and one notification', async () => {
    const [jimmy, danny] = await both()
    const news = await danny.follows('notifications')
    const offer = await jimmy.offers()
    const bought = await Promise.all([jimmy.buys(offer), jimmy.buys(offer), jimmy.buys(offer)])
    expect(new Set(bought.map((policy) => policy.number)).size).toBe(1)
    await jimmy.buys(await jimmy.offers({ productCode: 'CAR', selectedCovers: ['C1'], answers: claims(0) }))
    await news.hasSeen('jimmy.solid just sold policy for TRI!!!', 'jimmy.solid just sold policy for CAR!!!')
  })
})

const claims = (count: number) => [{ questionCode: 'NUM_OF_CLAIM', value: String(count) }]
const house = (type: string, area: number, claimed: number, flood: string) => ({
  productCode: 'HSI',
  selectedCovers: ['C1', 'C2', 'C3', 'C4'],
  answers: [
    { questionCode: 'TYP', value: type },
    { questionCode: 'AREA', value: String(area) },
    { questionCode: 'FLOOD', value: flood },
    ...claims(claimed),
  ],
})

describe('prices and refunds', () => {
  test.each([
    ['TRI, Europe, C1 to C3', { selectedCovers: ['C1', 'C2', 'C3'] }, '98.00'],
    ['TRI, the world', { answers: aTrip().answers.map((a, i) => (i === 0 ? { ...a, value: 'WORLD' } : a)) }, '108.00'],
    ['HSI, apartment', house('APT', 95, 1, 'NO'), '222.50'],
    ['HSI, apartment, two claims', house('APT', 95, 2, 'NO'), '278.13'],
    ['HSI, house in a flood area, three claims', house('HOUSE', 100, 3, 'YES'), '515.63'],
    ['CAR', { productCode: 'CAR', selectedCovers: ['C1'], answers: claims(2) }, '100.00'],
    ['CAR, three claims', { productCode: 'CAR', selectedCovers: ['C1'], answers: claims(3) }, '150.00'],
  ])('%s MUST cost what the tariff says', async (_, request, price) => {
    const [jimmy] = await both()
    expect((await jimmy.offers(request)).totalPrice.amount).toBe(price)
  })

  test.each([
    ['10 days, after 3', {}, '2096-06-04', '50.40', '21.60'],
    ['10 days, on the first day', {}, '2096-06-01', '72.00', '0.00'],
    ['10 days, on the last day', {}, '2096-06-11', '0.00', '72.00'],
    ['365 days, after 100', { policyTo: '2097-06-01' }, '2096-09-09', '52.27', '19.73'],
  ])('a policy of %s MUST refund what was not used', async (_, request, date, refund, kept) => {
    const [jimmy] = await both()
    const policy = await jimmy.buys(await jimmy.offers(request))
    const terminated = await jimmy.terminates(policy, date)
    expect(terminated).toMatchObject({
      refund: { amount: refund },
      policy: { status: 'TERMINATED', policyTo: date, totalPremium: { amount: kept } },
    })
  })

  test('a preview of a termination MUST say what the termination then does, and change nothing', async () => {
    const [jimmy] = await both()
    const { number } = await jimmy.buys(await jimmy.offers())
    const preview = await jimmy.ask(
      `query ($number: ID!) { policy(number: $number) { status refund { amount }
        terminationPreview(terminationDate: "2096-06-04") { ... on TerminationPreview { kept { amount } refund { amount } } } } }`,
      { number },
    )
    expect(preview).toEqual({
      policy: {
        status: 'ACTIVE',
        refund: null,
        terminationPreview: { kept: { amount: '21.60' }, refund: { amount: '50.40' } },
      },
    })
  })
})

describe('what cannot be sold', () => {
  const [destination, adults, children] = aTrip().answers
  test.each<[string, object, string[]]>([
    ['an unknown product', { productCode: 'XXX' }, ['productCode']],
    ['a missing answer', { answers: [destination, adults] }, ['answers.NUM_OF_CHILDREN']],
    ['a superfluous answer', { answers: [...aTrip().answers, { questionCode: 'PETS', value: '1' }] }, ['answers.PETS']],
    [
      'a text where a number belongs',
      { answers: [destination, { questionCode: 'NUM_OF_ADULTS', value: 'two' }, children] },
      ['answers.NUM_OF_ADULTS'],
    ],
    [
      'a choice that is none',
      { answers: [{ questionCode: 'DESTINATION', value: 'MOON' }, adults, children] },
      ['answers.DESTINATION'],
    ],
    ['from after to', { policyFrom: '2096-06-11', policyTo: '2096-06-01' }, ['policyTo']],
    ['in the past', { policyFrom: '2020-06-01', policyTo: '2020-06-11' }, ['policyFrom']],
    ['zero days', { policyTo: '2096-06-01' }, ['policyTo']],
    ['an unknown cover', { selectedCovers: ['C2', 'C9'] }, ['selectedCovers']],
    ['a mandatory cover left out', { selectedCovers: ['C3'] }, ['selectedCovers']],
    [
      'several at once',
      { policyTo: '2096-06-01', answers: [destination, adults] },
      ['answers.NUM_OF_CHILDREN', 'policyTo'],
    ],
  ])('%s MUST be refused at its field', async (_, changes, paths) => {
    const [jimmy] = await both()
    const refusal = await jimmy.isRefused('createOffer', { ...aTrip(), ...changes })
    expect(refusal).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' })
    expect(refusal.fields?.map((field) => field.path.replace(/^(selectedCovers)\b.*/, '$1')).sort()).toEqual(paths)
  })

  test('a policy holder without a name or address MUST be refused field by field, and sell nothing', async () => {
    const [jimmy] = await both()
    const { number } = await jimmy.offers()
    const blank = { country: '', zipCode: ' ', city: '', street: '' }
    const policyHolder = { firstName: '', lastName: ' ', taxId: '', address: blank }
    const refusal = await jimmy.isRefused('buyPolicy', { offerNumber: number, policyHolder })
    expect(refusal.fields?.map((field) => field.path).sort()).toEqual([
      'policyHolder.address.city',
      'policyHolder.address.country',
      'policyHolder.address.street',
      'policyHolder.address.zipCode',
      'policyHolder.firstName',
      'policyHolder.lastName',
      'policyHolder.taxId',
    ])
    expect(await jimmy.ask('query ($number: ID!) { offer(number: $number) { status } }', { number })).toEqual({
      offer: { status: 'NEW' },
    })
  })

  const buying = (offerNumber: string) => ({ offerNumber, policyHolder: aHolder() })
  const ending = (policyNumber: string, terminationDate = '2096-06-04') => ({ policyNumber, terminationDate })

  test('an offer that is unknown, sold, expired or of somebody else MUST be refused with its reason', async () => {
    const [jimmy, danny] = await both()
    const code = async (agent: Agent, offerNumber: string, holder = aHolder()) =>
      (await agent.isRefused('buyPolicy', { offerNumber, policyHolder: holder })).code
    expect(await code(jimmy, randomUUID())).toBe('UNKNOWN_OFFER')
    expect(await code(jimmy, "'; drop table offer; --")).toBe('UNKNOWN_OFFER')
    const offer = await jimmy.offers()
    expect(await code(danny, offer.number)).toBe('NOT_YOUR_OFFER')
    await jimmy.buys(offer)
    expect(await code(jimmy, offer.number, aHolder({ firstName: 'Eve' }))).toBe('OFFER_ALREADY_SOLD')
    const old = await jimmy.offers()
    // Nobody can wait thirty days: the offer is made older instead.
    await parley.database.db.sql`
      update offer set created_at = created_at - interval '31 days', valid_until = valid_until - interval '31 days'
      where number = ${old.number}`
    expect(await code(jimmy, old.number)).toBe('OFFER_EXPIRED')
  })

  test('a policy that is unknown, terminated or of somebody else MUST be refused with its reason', async () => {
    const [jimmy, danny] = await both()
    const code = async (agent: Agent, input: object) => (await agent.isRefused('terminatePolicy', input)).code
    expect(await code(jimmy, ending(randomUUID()))).toBe('UNKNOWN_POLICY')
    const policy = await jimmy.buys(await jimmy.offers())
    expect(await code(danny, ending(policy.number))).toBe('UNKNOWN_POLICY')
    expect(await code(jimmy, ending(policy.number, '2096-05-31'))).toBe('TERMINATION_OUTSIDE_COVER')
    expect(await code(jimmy, ending(policy.number, '2096-06-12'))).toBe('TERMINATION_OUTSIDE_COVER')
    await jimmy.terminates(policy, '2096-06-04')
    expect(await code(jimmy, ending(policy.number))).toBe('POLICY_ALREADY_TERMINATED')
  })

  test('nobody without a token MUST sell anything', async () => {
    const stranger = parley.bearer('')
    expect((await stranger.isRefused('buyPolicy', buying(randomUUID()))).code).toBe('UNAUTHENTICATED')
    expect((await stranger.isRefused('createOffer', aTrip())).code).toBe('UNAUTHENTICATED')
    expect((await stranger.isRefused('terminatePolicy', ending(randomUUID()))).code).toBe('UNAUTHENTICATED')
  })
})

describe('the list of policies', () => {
  test('a policy MUST be found by its number and by its holder, by its agent and by an administrator alone', async () => {
    const [jimmy, danny] = await both()
    const admin = await parley.agent('admin')
    const { number } = await jimmy.buys(await jimmy.offers())
    const finds = async (agent: Agent, search: string) => {
      const query = '($search: String) { policies(search: $search, first: 200) { edges { node { number } } } }'
      const { policies } = await agent.ask<{ policies: { edges: { node: { number: string } }[] } }>(`query ${query}`, {
        search,
      })
      return policies.edges.some((edge) => edge.node.number === number)
    }
    for (const search of [number, 'żak', 'zak', 'Jan']) expect(await finds(jimmy, search)).toBe(true)
    expect(await finds(jimmy, 'Kowalski')).toBe(false)
    expect(await finds(danny, number)).toBe(false)
    expect(await finds(admin, number)).toBe(true)
  })
})
