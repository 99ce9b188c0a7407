import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../lib/errors.ts'
import { demoProducts } from './demo.ts'
import { buy, createOffer, isExpired, type OfferRequest, totalPrice } from './offer.ts'
import { aHolder, aTrip } from './testing.ts'

const madeAt = new Date('2026-05-01T10:00:00.000Z')
const day = 86_400_000
const travel = demoProducts.find((product) => product.code === 'TRI') ?? null

const anOffer = (changes: Partial<OfferRequest> = {}) =>
  createOffer(aTrip(changes), travel, { number: 'offer-1', agent: 'jimmy.solid', at: madeAt })

const bought = (at: Date = madeAt) => ({ number: 'policy-1', by: 'jimmy.solid', at })

function wrongFields(changes: Partial<OfferRequest>, product = travel): string[] {
  try {
    createOffer(aTrip(changes), product, { number: 'offer-1', agent: 'jimmy.solid', at: madeAt })
    return []
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields.map((field) => field.path)
    throw error
  }
}

describe('making an offer', () => {
  test('it MUST hold the price of each cover, the agent and thirty days of validity', () => {
    expect(anOffer()).toEqual({
      status: 'NEW',
      number: 'offer-1',
      productCode: 'TRI',
      policyFrom: '2026-06-01',
      policyTo: '2026-06-11',
      covers: [
        { code: 'C2', name: 'Illness', premium: 5200 },
        { code: 'C3', name: 'Assistance', premium: 2000 },
      ],
      agent: 'jimmy.solid',
      createdAt: madeAt,
      validUntil: new Date('2026-05-31T10:00:00.000Z'),
    })
    expect(totalPrice(anOffer())).toBe(7200)
    expect(totalPrice(anOffer({ selectedCovers: null }))).toBe(9800)
  })

  test('an unknown product MUST be refused at productCode, together with wrong dates', () => {
    expect(wrongFields({ productCode: 'XYZ', policyTo: '2026-05-31' }, null)).toEqual(['productCode', 'policyTo'])
  })

  test('every wrong field MUST be reported at once', () => {
    expect(
      wrongFields({
        policyFrom: '2026-06-31',
        selectedCovers: ['C9'],
        answers: [
          { questionCode: 'DESTINATION', value: 'MARS' },
          { questionCode: 'AREA', value: '5' },
        ],
      }),
    ).toEqual([
      'policyFrom',
      'selectedCovers',
      'answers.DESTINATION',
      'answers.NUM_OF_ADULTS',
      'answers.NUM_OF_CHILDREN',
      'answers.AREA',
    ])
  })

  test.each([
    ['zero days', '2026-06-01', '2026-06-01', ['policyTo']],
    ['from after to', '2026-06-02', '2026-06-01', ['policyTo']],
    ['days that do not exist', '2026-02-29', '2026-13-01', ['policyFrom', 'policyTo']],
    ['the year 0, which no calendar has', '0000-01-01', '0000-02-01', ['policyFrom', 'policyTo']],
    ['ten years and a day', '2026-06-01', '2036-06-02', ['policyTo']],
    ['ten years', '2026-06-01', '2036-06-01', []],
    ['ten years from a leap day', '2024-02-29', '2034-02-28', []],
    ['one day', '2026-06-01', '2026-06-02', []],
    ['a period in the past', '1999-06-01', '1999-06-02', []],
    ['the last years of the calendar', '9995-06-01', '9999-12-31', []],
  ])('%s MUST be judged right', (_, policyFrom, policyTo, expected) => {
    expect(wrongFields({ policyFrom, policyTo })).toEqual(expected)
  })
})

describe('buying an offer', () => {
  test('it MUST become a policy of the offer’s agent with the offer’s prices as version 1', () => {
    const { offer, policy } = buy(anOffer(), aHolder(), { ...bought(), by: 'admin' })
    expect(offer).toMatchObject({ status: 'CONVERTED', policyNumber: 'policy-1', boughtBy: 'admin' })
    expect(policy).toEqual({
      status: 'ACTIVE',
      number: 'policy-1',
      offerNumber: 'offer-1',
      productCode: 'TRI',
      agent: 'jimmy.solid',
      holder: aHolder(),
      soldAt: madeAt,
      agreed: {
        number: 1,
        coverFrom: '2026-06-01',
        coverTo: '2026-06-11',
        covers: anOffer().covers,
        totalPremium: 7200,
      },
    })
  })

  test('exactly thirty days after its creation it MUST still be sold, a millisecond later refused', () => {
    const last = new Date(madeAt.getTime() + 30 * day)
    const late = new Date(last.getTime() + 1)
    expect(isExpired(anOffer(), last)).toBe(false)
    expect(buy(anOffer(), aHolder(), bought(last)).policy.status).toBe('ACTIVE')
    expect(isExpired(anOffer(), late)).toBe(true)
    expect(() => buy(anOffer(), aHolder(), bought(late))).toThrow(expect.objectContaining({ code: 'OFFER_EXPIRED' }))
  })

  test('a sold offer MUST NOT be sold again, and never expires', () => {
    const { offer } = buy(anOffer(), aHolder(), bought())
    const late = new Date(madeAt.getTime() + 31 * day)
    expect(isExpired(offer, late)).toBe(false)
    expect(() => buy(offer, aHolder(), bought(late))).toThrow(expect.objectContaining({ code: 'OFFER_ALREADY_SOLD' }))
  })
})
