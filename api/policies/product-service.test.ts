import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAudit } from '../audit/service.ts'
import { dayOf } from '../lib/day.ts'
import { type Cents, sum } from '../lib/money.ts'
import { createOutbox } from '../messaging/outbox.ts'
import { demoProducts } from './demo.ts'
import { createProductAdministration } from './product-service.ts'
import { admin, aHolder, aTrip, jimmy, openShop, type Shop } from './testing.ts'

let shop: Shop
let products: ReturnType<typeof createProductAdministration>
beforeAll(async () => {
  shop = await openShop()
  const { db, now } = shop
  const { record } = createAudit({ db, now, onLost: () => {} })
  products = createProductAdministration({ db, outbox: createOutbox({ onCommit: () => {} }), record, now })
})
beforeEach(async () => {
  await shop.clear()
  await shop.db.sql`truncate product_revision, audit_entry`
  await shop.db.sql`delete from product where code = 'CYC'`
  await shop.db.sql`update product set active = true, withdrawn_at = null`
})
afterAll(() => shop.close())

const travel = demoProducts.find(({ code }) => code === 'TRI')
if (!travel) throw new Error('The demo has no travel insurance')
const { code: _, ...definition } = travel
const { tariff } = definition
const twice = { ...tariff, markups: [...tariff.markups, { factor: '2' }] }
const [today, tomorrow] = [dayOf('2026-05-20'), dayOf('2026-05-21')]

const totalOf = ({ covers }: { covers: { premium: Cents }[] }) => sum(covers.map(({ premium }) => premium))
const priceOf = async () => totalOf(await shop.policies.createOffer(jimmy, aTrip())) / 100
const events = async () => {
  const rows = await shop.db.sql<{ name: string; body: string }[]>`select name, body from outbox order by id`
  return rows.map(({ name, body }) => [name, JSON.parse(body)])
}

describe('a tariff that is published', () => {
  test('MUST price what is offered from its first day on, and nothing that was offered before', async () => {
    const before = await shop.policies.createOffer(jimmy, aTrip())
    const published = { productCode: 'tri', definition: JSON.stringify(twice), validFrom: tomorrow }
    await products.publishTariff(admin, published)
    expect(await priceOf()).toBe(72)
    shop.setClock(new Date('2026-05-21T00:00:00.000Z'))
    expect(await priceOf()).toBe(144)
    const policy = await shop.policies.buyPolicy(jimmy, { offerNumber: before.number, policyHolder: aHolder() })
    expect(policy).toMatchObject({ productVersion: 1, tariffVersion: 1, agreed: { totalPremium: 7_200 } })
    expect((await shop.sale(jimmy)).tariffVersion).toBe(2)
    expect((await events())[0]).toEqual(['tariffchanged', { ProductCode: 'TRI', ValidFrom: '2026-05-21T00:00:00' }])
  })

  test('MUST be the later of two for one day, and neither is lost', async () => {
    await products.publishTariff(admin, { productCode: 'TRI', definition: twice, validFrom: today })
    await products.publishTariff(admin, { productCode: 'TRI', definition: tariff, validFrom: today })
    expect(await priceOf()).toBe(72)
    const numbers = (await products.versions('tri')).map(({ kind, number }) => `${kind} ${number}`)
    expect(numbers).toEqual(['TARIFF 3', 'TARIFF 2', 'PRODUCT 1', 'TARIFF 1'])
  })

  test.each([
    ['a day that has passed', { validFrom: dayOf('2026-05-19') }, ['validFrom']],
    ['no JSON', { definition: '{"basePrices":' }, ['definition']],
    ['something else', { definition: [] }, ['definition']],
    [
      'a cover that the product does not have',
      { definition: { ...tariff, basePrices: [...tariff.basePrices, { cover: 'C9', price: '1' }] } },
      [`definition.basePrices[${tariff.basePrices.length}].cover`],
    ],
    ['a price that is no decimal', { definition: { ...tariff, basePrices: [{ cover: 'C1', price: 'x' }] } }, null],
    ['a cover without a price', { definition: { ...tariff, basePrices: [] } }, ['definition.basePrices']],
    ['a misspelled member', { definition: { ...tariff, markup: [] } }, ['definition.markup']],
  ])('MUST be refused with %s, at the place that is wrong', async (_, wrong, paths) => {
    const given = { productCode: 'TRI', definition: tariff, validFrom: today, ...wrong }
    const refused = await products.publishTariff(admin, given).catch((error) => error)
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' })
    const named = refused.fields.map(({ path }: { path: string }) => path)
    if (paths) for (const path of paths) expect(named).toContain(path)
    else expect(named[0]).toMatch(/^definition\.basePrices/)
    expect(await events()).toEqual([])
    expect(await products.versions('TRI')).toHaveLength(2)
  })

  test('MUST show what it would change before it does', async () => {
    const offer = await shop.policies.createOffer(jimmy, aTrip())
    const { samples } = await products.tariffPreview('TRI', twice, null)
    const made = samples.find(({ kind }) => kind === 'OFFER')
    expect(made).toMatchObject({ before: totalOf(offer), after: 14_400, difference: 7_200 })
    expect(await priceOf()).toBe(72)
    await expect(products.tariffPreview('XXX', twice, null)).rejects.toMatchObject({ code: 'UNKNOWN_PRODUCT' })
  })
})

describe('a product', () => {
  test('MUST be a draft until it is put on sale, which is told once', async () => {
    const published = { productCode: 'CYC', definition: { ...definition, name: 'Happy cyclist' }, validFrom: today }
    expect(await products.publishProduct(admin, published)).toMatchObject({ status: 'DRAFT' })
    const codes = async (viewer: typeof jimmy, all = false) =>
      (await shop.policies.products(viewer, all)).map(({ code }) => code)
    expect(await codes(jimmy, true)).not.toContain('CYC')
    expect(await codes(admin, true)).toContain('CYC')
    await expect(shop.policies.createOffer(jimmy, aTrip({ productCode: 'CYC' }))).rejects.toMatchObject({
      fields: [{ path: 'productCode' }],
    })
    await products.activateProduct(admin, 'cyc')
    expect(await products.activateProduct(admin, 'CYC')).toMatchObject({ status: 'ACTIVE' })
    expect(await codes(jimmy)).toContain('CYC')
    expect(await events()).toEqual([['productactivated', { ProductCode: 'CYC', ProductName: 'Happy cyclist' }]])
  })

  test('that is withdrawn MUST take no new offers, while those that were made can be bought', async () => {
    const { number } = await shop.policies.createOffer(jimmy, aTrip())
    expect(await products.withdrawProduct(admin, 'TRI')).toMatchObject({ status: 'WITHDRAWN' })
    await expect(priceOf()).rejects.toMatchObject({ fields: [{ path: 'productCode' }] })
    const policy = await shop.policies.buyPolicy(jimmy, { offerNumber: number, policyHolder: aHolder() })
    expect(policy.status).toBe('ACTIVE')
    await expect(products.withdrawProduct(admin, 'XXX')).rejects.toMatchObject({ code: 'UNKNOWN_PRODUCT' })
  })

  test('MUST be shown with a policy as it was when that was sold', async () => {
    const sold = await shop.sale(jimmy)
    const renamed = { ...definition, name: 'Safer traveller' }
    await products.publishProduct(admin, { productCode: 'TRI', definition: renamed, validFrom: today })
    const names = await shop.policies.productsAsSold(
      [sold, await shop.sale(jimmy)].map(({ productCode, productVersion, tariffVersion }) => {
        return { code: productCode, version: productVersion, tariffVersion }
      }),
    )
    expect(names.map((product) => product?.name)).toEqual(['Safe Traveller', 'Safer traveller'])
  })
})

test.each([
  ['too deep', nested(10_000)],
  ['too large', { ...definition, covers: Array(30_000).fill(0) }],
])('a definition that is %s MUST be refused and harm nobody', async (_, given) => {
  const refused = products.publishProduct(admin, { productCode: 'CYC', definition: given, validFrom: today })
  await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'definition' }] })
})

function nested(depth: number): object {
  let value: object = {}
  for (let level = 0; level < depth; level++) value = { not: value }
  return { ...definition, tariff: { ...tariff, markups: [{ when: value, factor: '1' }] } }
}
