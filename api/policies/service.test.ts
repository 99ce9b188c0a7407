import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '../auth/viewer.ts'
import type { Tx } from '../db/db.ts'
import type { OutboxEvent } from '../messaging/broker.ts'
import { createOutbox } from '../messaging/outbox.ts'
import { seedProducts } from './demo.ts'
import type { Offer } from './offer.ts'
import { createPolicies } from './service.ts'
import { admin, aHolder, aTrip, danny, jimmy, openShop, type Shop } from './testing.ts'

let shop: Shop
let db: Shop['db']
let policies: Shop['policies']

beforeAll(async () => {
  shop = await openShop()
  db = shop.db
  policies = shop.policies
})
afterAll(() => shop.close())
beforeEach(() => shop.clear())

const offerOf = async (agent: Viewer, request = aTrip()) => (await policies.createOffer(agent, request)).number
const buy = (agent: Viewer, offerNumber: string, policyHolder = aHolder()) =>
  policies.buyPolicy(agent, { offerNumber, policyHolder })
const terminate = (agent: Viewer, policyNumber: string, terminationDate = '2096-06-04') =>
  policies.terminatePolicy(agent, { policyNumber, terminationDate })

const refusal = (code: string) => expect.objectContaining({ code })
const outboxEvents = async () => {
  const rows = await db.sql<{ name: string; subject: string; body: string }[]>`
    select name, subject, body from outbox order by id`
  return rows.map((row) => ({ ...row, body: JSON.parse(row.body) as Record<string, unknown> }))
}

describe('the catalogue', () => {
  test('it MUST list the products in their order and find each by its code in any case', async () => {
    expect((await policies.products(jimmy)).map((product) => product.code)).toEqual(['TRI', 'HSI', 'FAI', 'CAR'])
    expect((await policies.product(jimmy, 'tri'))?.name).toBe('Safe Traveller')
    for (const code of ['XYZ', '', 'TRI\u0000', "TRI'--", 'T'.repeat(5_000)])
      expect(await policies.product(jimmy, code)).toBeNull()
  })

  test('products by code MUST come in the order asked for, null where there is none', async () => {
    const found = await policies.productsByCode(['CAR', 'nope', 'tri', 'CAR', '\u0000'])
    expect(found.map((product) => product?.code ?? null)).toEqual(['CAR', null, 'TRI', 'CAR', null])
  })

  test('seeding again MUST keep what was changed and put back what is missing', async () => {
    await db.sql`update product set definition = jsonb_set(definition, '{name}', '"Wanderer"') where code = 'TRI'`
    await db.sql`delete from product where code = 'CAR'`
    await seedProducts(db)
    expect((await policies.products(jimmy)).map((product) => product.name)).toEqual([
      'Wanderer',
      'Happy House',
      'Happy farm',
      'Happy Driver',
    ])
    await db.sql`delete from product where code = 'TRI'`
    await seedProducts(db)
  })

  test('a product that is a new row MUST sell without new code', async () => {
    const definition = {
      name: 'Happy Dog',
      description: 'Pet insurance',
      icon: 'dog',
      maxNumberOfInsured: 1,
      insured: [],
      covers: [{ code: 'C1', name: 'Vet', description: '', optional: false, sumInsured: 100_000 }],
      questions: [{ code: 'AGE', index: 1, text: 'Age', type: 'NUMERIC', min: 0, max: 30 }],
      tariff: {
        basePrices: [{ cover: 'C1', price: { sum: ['20', { product: [{ answer: 'AGE' }, '1.5'] }] } }],
        markups: [],
      },
    }
    await db.sql`insert into product (code, position, definition) values ('DOG', 9, ${db.sql.json(definition)})`
    const offer = await policies.createOffer(jimmy, {
      ...aTrip({ productCode: 'dog', selectedCovers: null }),
      answers: [{ questionCode: 'AGE', value: '7' }],
    })
    expect(offer.covers).toEqual([{ code: 'C1', name: 'Vet', premium: 3050 }])
  })

  test('a product that is no longer sold MUST leave the catalogue and stay readable', async () => {
    await db.sql`update product set active = false where code = 'FAI'`
    expect((await policies.products(jimmy)).map((product) => product.code)).not.toContain('FAI')
    expect((await policies.product(jimmy, 'FAI'))?.name).toBe('Happy farm')
    await expect(policies.createOffer(jimmy, aTrip({ productCode: 'FAI' }))).rejects.toMatchObject({
      fields: [{ path: 'productCode' }],
    })
    await db.sql`update product set active = true where code = 'FAI'`
  })
})

describe('an offer', () => {
  test('it MUST be kept as it was priced, for its agent and those who oversee', async () => {
    const made = await policies.createOffer(jimmy, aTrip({ productCode: 'tri' }))
    expect(made).toMatchObject({ status: 'NEW', productCode: 'TRI', agent: 'jimmy.solid', createdAt: shop.now() })
    expect(made.number).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(await policies.offer(jimmy, made.number.toUpperCase())).toEqual(made)
    expect(await policies.offer(admin, made.number)).toEqual(made)
    expect(await policies.offer(danny, made.number)).toBeNull()
    for (const number of [randomUUID(), 'nonsense', '']) expect(await policies.offer(jimmy, number)).toBeNull()
  })

  test('wrong input MUST be refused field by field and leave nothing behind', async () => {
    const wrong = aTrip({ productCode: 'XYZ', policyTo: '2096-06-01' })
    await expect(policies.createOffer(jimmy, wrong)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'productCode' }, { path: 'policyTo' }],
    })
    expect(await db.sql`select from offer`).toHaveLength(0)
  })
})

describe('buying', () => {
  test('it MUST make one policy and one event, committed together', async () => {
    const offerNumber = await offerOf(jimmy)
    const policy = await buy(jimmy, offerNumber.toUpperCase())
    expect(policy).toMatchObject({ status: 'ACTIVE', offerNumber, agent: 'jimmy.solid', soldAt: shop.now() })
    expect(await policies.policy(jimmy, policy.number)).toEqual(policy)
    expect(await policies.offer(jimmy, offerNumber)).toMatchObject({
      status: 'CONVERTED',
      policyNumber: policy.number,
      boughtBy: 'jimmy.solid',
    })
    expect(await outboxEvents()).toEqual([
      {
        name: 'policycreated',
        subject: policy.number,
        body: {
          PolicyNumber: policy.number,
          ProductCode: 'TRI',
          PolicyFrom: '2096-06-01T00:00:00',
          PolicyTo: '2096-06-11T00:00:00',
          PolicyHolder: { FirstName: 'Jan', LastName: 'Żak', TaxId: '80010112345' },
          TotalPremium: 72,
          AgentLogin: 'jimmy.solid',
        },
      },
    ])
  })

  test('a policy MUST be known as ours by its number, and no other', async () => {
    const { number } = await shop.sale(jimmy)
    expect(await policies.isOurs(number.toUpperCase())).toBe(true)
    for (const foreign of [randomUUID(), 'POLICY_1', '', '\u0000']) expect(await policies.isOurs(foreign)).toBe(false)
  })

  test('two buyers at the same instant MUST get one policy, one event and one clear refusal', async () => {
    for (let round = 0; round < 10; round++) {
      const offerNumber = await offerOf(jimmy)
      const tries = await Promise.allSettled([
        buy(jimmy, offerNumber, aHolder({ firstName: 'Anna' })),
        buy(admin, offerNumber, aHolder({ firstName: 'Beata' })),
        buy(jimmy, offerNumber, aHolder({ firstName: 'Celina' })),
      ])
      expect(tries.filter((tried) => tried.status === 'fulfilled')).toHaveLength(1)
      for (const tried of tries)
        if (tried.status === 'rejected') expect(tried.reason).toMatchObject({ code: 'OFFER_ALREADY_SOLD' })
      expect(await db.sql`select from policy where offer_number = ${offerNumber}`).toHaveLength(1)
      expect(await outboxEvents()).toHaveLength(round + 1)
    }
  })

  test('the same agent with the same holder MUST get the same policy, however often and at the same instant', async () => {
    const offerNumber = await offerOf(jimmy)
    const bought = await Promise.all([1, 2, 3, 4].map(() => buy(jimmy, offerNumber)))
    expect(new Set(bought.map((policy) => policy.number)).size).toBe(1)
    shop.setClock(new Date('2027-01-01'))
    const padded = aHolder({ firstName: '  Jan ' })
    expect(await buy(jimmy, offerNumber, padded)).toEqual(bought[0])
    await terminate(jimmy, bought[0]?.number ?? '')
    expect(await buy(jimmy, offerNumber)).toMatchObject({ number: bought[0]?.number, status: 'TERMINATED' })
    expect((await outboxEvents()).map((event) => event.name)).toEqual(['policycreated', 'policyterminated'])
  })

  test('somebody else with the same holder MUST be refused', async () => {
    const offerNumber = await offerOf(jimmy)
    await buy(jimmy, offerNumber)
    await expect(buy(admin, offerNumber)).rejects.toEqual(refusal('OFFER_ALREADY_SOLD'))
  })

  test('an agent MUST NOT buy another’s offer; who oversees may, for the offer’s agent', async () => {
    const offerNumber = await offerOf(jimmy)
    await expect(buy(danny, offerNumber)).rejects.toEqual(refusal('NOT_YOUR_OFFER'))
    expect((await buy(admin, offerNumber)).agent).toBe('jimmy.solid')
  })

  test('an unknown offer MUST be refused, whatever its number looks like', async () => {
    for (const number of [randomUUID(), 'nonsense', "' or 1=1 --", '\u0000'])
      await expect(buy(jimmy, number)).rejects.toEqual(refusal('UNKNOWN_OFFER'))
  })

  test('after thirty days to the millisecond it MUST still work, then be refused and sell nothing', async () => {
    const [early, late] = [await offerOf(jimmy), await offerOf(jimmy)]
    shop.setClock(new Date('2026-06-19T10:00:00.000Z'))
    await buy(jimmy, early)
    shop.setClock(new Date('2026-06-19T10:00:00.001Z'))
    expect(policies.offerStatus((await policies.offer(jimmy, late)) as Offer)).toBe('EXPIRED')
    expect(policies.offerStatus((await policies.offer(jimmy, early)) as Offer)).toBe('CONVERTED')
    await expect(buy(jimmy, late)).rejects.toEqual(refusal('OFFER_EXPIRED'))
    expect(await outboxEvents()).toHaveLength(1)
  })

  test('a wrong holder MUST be refused field by field before anything is locked', async () => {
    const offerNumber = await offerOf(jimmy)
    const holder = aHolder({ lastName: ' ', address: { ...aHolder().address, zipCode: '' } })
    await expect(buy(jimmy, offerNumber, holder)).rejects.toMatchObject({
      fields: [{ path: 'policyHolder.lastName' }, { path: 'policyHolder.address.zipCode' }],
    })
  })

  test('when the event cannot be written nothing MUST be half done', async () => {
    const offerNumber = await offerOf(jimmy)
    const add = async (tx: Tx, event: OutboxEvent) => {
      await createOutbox({ onCommit: () => {} }).add(tx, event)
      await tx`select 1 / 0`
    }
    const broken = createPolicies({ db, outbox: { add }, now: shop.now, newId: randomUUID })
    await expect(broken.buyPolicy(jimmy, { offerNumber, policyHolder: aHolder() })).rejects.toThrow('division by zero')
    expect(await policies.offer(jimmy, offerNumber)).toMatchObject({ status: 'NEW' })
    expect(await db.sql`select from policy`).toHaveLength(0)
    const policy = await buy(jimmy, offerNumber)
    await expect(
      broken.terminatePolicy(jimmy, { policyNumber: policy.number, terminationDate: '2096-06-04' }),
    ).rejects.toThrow('division by zero')
    expect(await policies.policy(jimmy, policy.number)).toEqual(policy)
    expect((await outboxEvents()).map((event) => event.name)).toEqual(['policycreated'])
  })
})

describe('terminating', () => {
  test('it MUST keep the used part, return the rest and tell so', async () => {
    const policy = await shop.sale(jimmy)
    expect(policies.terminationPreview(policy, '2096-06-04')).toEqual({ kept: 2160, refund: 5040 })
    shop.setClock(new Date('2026-06-02T08:00:00.000Z'))
    const terminated = await terminate(jimmy, policy.number)
    expect(terminated).toMatchObject({ status: 'TERMINATED', refund: 5040, terminatedAt: shop.now() })
    expect(await policies.policy(jimmy, policy.number)).toEqual(terminated)
    expect((await outboxEvents())[1]).toEqual({
      name: 'policyterminated',
      subject: policy.number,
      body: {
        PolicyNumber: policy.number,
        ProductCode: 'TRI',
        PolicyFrom: '2096-06-01T00:00:00',
        PolicyTo: '2096-06-04T00:00:00',
        PolicyHolder: { FirstName: 'Jan', LastName: 'Żak', TaxId: '80010112345' },
        TotalPremium: 21.6,
        AmountToReturn: 50.4,
      },
    })
  })

  test('twice at the same instant MUST give one termination and one refusal', async () => {
    const { number } = await shop.sale(jimmy)
    const tries = await Promise.allSettled([terminate(jimmy, number, '2096-06-03'), terminate(jimmy, number)])
    expect(tries.map((tried) => tried.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(terminate(jimmy, number)).rejects.toEqual(refusal('POLICY_ALREADY_TERMINATED'))
    expect((await outboxEvents()).map((event) => event.name)).toEqual(['policycreated', 'policyterminated'])
  })

  test('outside the cover and on a day that does not exist it MUST be refused', async () => {
    const policy = await shop.sale(jimmy)
    await expect(terminate(jimmy, policy.number, '2096-06-12')).rejects.toEqual(refusal('TERMINATION_OUTSIDE_COVER'))
    await expect(terminate(jimmy, policy.number, '2096-06-31')).rejects.toEqual(refusal('INVALID_INPUT'))
    expect(await policies.policy(jimmy, policy.number)).toEqual(policy)
  })

  test('somebody else’s policy MUST be answered like an unknown one, except to who oversees', async () => {
    const { number } = await shop.sale(jimmy)
    for (const unknown of [number, randomUUID(), 'nonsense'])
      await expect(terminate(danny, unknown)).rejects.toEqual(refusal('UNKNOWN_POLICY'))
    expect(await policies.policy(danny, number)).toBeNull()
    expect((await terminate(admin, number)).status).toBe('TERMINATED')
  })
})
