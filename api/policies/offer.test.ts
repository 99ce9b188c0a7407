import { describe, expect, test } from 'vitest'
import { InvalidInput } from '../lib/errors.ts'
import { demoProducts } from './demo.ts'
import { buy, createOffer, isExpired, type Offer, type OfferRequest, totalPrice } from './offer.ts'
import { aHolder, aTrip } from './testing.ts'

const madeAt = new Date('2026-05-01T10:00:00.000Z')
const day = 86_400_000
const travel =
  demoProducts.map((product) => ({ ...product, version: 3, tariffVersion: 2 })).find(({ code }) => code === 'TRI') ??
  null

const agentAt = (at: Date) => ({ login: 'jimmy.solid', mayBeginInPast: false, at })
const adminAt = (at: Date) => ({ login: 'admin', mayBeginInPast: true, at })

const anOffer = (changes: Partial<OfferRequest> = {}, seller = agentAt(madeAt)) => ({
  ...createOffer(aTrip(changes), travel, 'offer-1', seller),
  shortNumber: 'F-0000-0000-0',
})

const bought = (offer: Offer, at: Date = madeAt, buyer = agentAt(at)) => buy(offer, aHolder(), 'policy-1', buyer)

function wrongFields(changes: Partial<OfferRequest>, product = travel, seller = agentAt(madeAt)): string[] {
  try {
    createOffer(aTrip(changes), product, 'offer-1', seller)
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
      shortNumber: 'F-0000-0000-0',
      productCode: 'TRI',
      productVersion: 3,
      tariffVersion: 2,
      answers: { DESTINATION: 'EUR', NUM_OF_ADULTS: 1, NUM_OF_CHILDREN: 1 },
      policyFrom: '2096-06-01',
      policyTo: '2096-06-11',
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
    expect(wrongFields({ productCode: 'XYZ', policyTo: '2096-05-31' }, null)).toEqual(['productCode', 'policyTo'])
  })

  test('every wrong field MUST be reported at once', () => {
    expect(
      wrongFields({
        policyFrom: '2096-06-31',
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
    ['zero days', '2096-06-01', '2096-06-01', ['policyTo']],
    ['from after to', '2096-06-02', '2096-06-01', ['policyTo']],
    ['days that do not exist', '2026-02-29', '2026-13-01', ['policyFrom', 'policyTo']],
    ['the year 0, which no calendar has', '0000-01-01', '0000-02-01', ['policyFrom', 'policyTo']],
    ['ten years and a day', '2096-06-01', '2106-06-02', ['policyTo']],
    ['ten years', '2096-06-01', '2106-06-01', []],
    ['ten years from a leap day', '2028-02-29', '2038-02-28', []],
    ['one day', '2096-06-01', '2096-06-02', []],
    ['the last years of the calendar', '9995-06-01', '9999-12-31', []],
  ])('%s MUST be judged right', (_, policyFrom, policyTo, expected) => {
    expect(wrongFields({ policyFrom, policyTo })).toEqual(expected)
  })
})

describe('buying an offer', () => {
  test('it MUST become a policy of the offer’s agent with the offer’s prices as version 1', () => {
    const { offer, policy } = bought(anOffer(), madeAt, adminAt(madeAt))
    expect(offer).toMatchObject({ status: 'CONVERTED', policyNumber: 'policy-1', boughtBy: 'admin' })
    expect(policy).toEqual({
      status: 'ACTIVE',
      number: 'policy-1',
      offerNumber: 'offer-1',
      productCode: 'TRI',
      productVersion: 3,
      tariffVersion: 2,
      agent: 'jimmy.solid',
      holder: aHolder(),
      soldAt: madeAt,
      agreed: {
        number: 1,
        coverFrom: '2096-06-01',
        coverTo: '2096-06-11',
        covers: anOffer().covers,
        totalPremium: 7200,
      },
    })
  })

  test('exactly thirty days after its creation it MUST still be sold, a millisecond later refused', () => {
    const last = new Date(madeAt.getTime() + 30 * day)
    const late = new Date(last.getTime() + 1)
    expect(isExpired(anOffer(), last)).toBe(false)
    expect(bought(anOffer(), last).policy.status).toBe('ACTIVE')
    expect(isExpired(anOffer(), late)).toBe(true)
    expect(() => bought(anOffer(), late)).toThrow(expect.objectContaining({ code: 'OFFER_EXPIRED' }))
  })

  test('a sold offer MUST NOT be sold again, and never expires', () => {
    const { offer } = bought(anOffer())
    const late = new Date(madeAt.getTime() + 31 * day)
    expect(isExpired(offer, late)).toBe(false)
    expect(() => bought(offer, late)).toThrow(expect.objectContaining({ code: 'OFFER_ALREADY_SOLD' }))
  })
})

describe('cover in the past', () => {
  // 1 May in Europe and 30 April in Honolulu; nowhere on earth is it 29 April any more.
  const morning = new Date('2026-05-01T10:00:00.000Z')
  const noon = new Date('2026-05-01T12:00:00.000Z')
  const beginning = (policyFrom: string) => ({ policyFrom, policyTo: '2026-06-01' })

  test.each([
    ['2026-05-02', morning, []],
    ['2026-05-01', morning, []],
    ['2026-04-30', morning, []],
    ['2026-04-29', morning, ['policyFrom']],
    ['2026-04-30', noon, ['policyFrom']],
    ['0001-01-01', noon, ['policyFrom', 'policyTo']],
  ])('from %s, asked for at %s, MUST be judged by where it is still today', (from, at, expected) => {
    expect(wrongFields(beginning(from), travel, agentAt(at))).toEqual(expected)
  })

  test('MUST be refused together with a wrong end', () => {
    const request = { policyFrom: '2026-04-01', policyTo: '2026-04-01' }
    expect(wrongFields(request)).toEqual(['policyFrom', 'policyTo'])
  })

  test('MUST be sold by administrators', () => {
    expect(wrongFields(beginning('2026-01-01'), travel, adminAt(noon))).toEqual([])
    const offer = anOffer(beginning('2026-01-01'), adminAt(noon))
    expect(bought(offer, noon, adminAt(noon)).policy.status).toBe('ACTIVE')
  })

  test('MUST NOT be bought with an offer that was made before it began', () => {
    const offer = anOffer(beginning('2026-05-02'))
    expect(bought(offer, new Date('2026-05-03T11:59:59.999Z')).policy.status).toBe('ACTIVE')
    const later = new Date('2026-05-03T12:00:00.000Z')
    expect(() => bought(offer, later)).toThrow(expect.objectContaining({ code: 'OFFER_EXPIRED' }))
    expect(bought(offer, later, adminAt(later)).policy.status).toBe('ACTIVE')
  })
})
