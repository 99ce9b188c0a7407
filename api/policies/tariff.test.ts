import { describe, expect, test } from 'vitest'
import { demoProducts } from './demo.ts'
import { type Answers, priceCovers, type Tariff } from './tariff.ts'

const tariffOf = (code: string): Tariff => {
  const product = demoProducts.find((candidate) => candidate.code === code)
  if (!product) throw new Error(`no demo product ${code}`)
  return product.tariff
}

const prices = (code: string, covers: string[], answers: Record<string, string | number>): number[] => [
  ...priceCovers(tariffOf(code), covers, new Map(Object.entries(answers))).values(),
]

const total = (cents: number[]): number => cents.reduce((sum, price) => sum + price, 0)

describe('the tariffs of the demo products MUST price as worked out', () => {
  const trip = (DESTINATION: string, NUM_OF_ADULTS = 1, NUM_OF_CHILDREN = 1) => ({
    DESTINATION,
    NUM_OF_ADULTS,
    NUM_OF_CHILDREN,
  })
  const home = (TYP: string, AREA: number, NUM_OF_CLAIM: number, FLOOD: string) => ({ TYP, AREA, NUM_OF_CLAIM, FLOOD })
  const farm = (NUM_OF_CLAIM: number) => ({ TYP: 'ZB', AREA: 10, NUM_OF_CLAIM })
  const all = ['C1', 'C2', 'C3', 'C4']

  test.each([
    ['a trip to Europe with luggage', 'TRI', ['C1', 'C2', 'C3'], trip('EUR'), [2600, 5200, 2000], 9800],
    ['a trip to Europe', 'TRI', ['C2', 'C3'], trip('EUR'), [5200, 2000], 7200],
    ['a trip in Poland', 'TRI', ['C2', 'C3'], trip('PL'), [5200, 2000], 7200],
    ['a trip in Poland with luggage', 'TRI', ['C1', 'C2', 'C3'], trip('PL'), [3400, 5200, 2000], 10600],
    ['a trip around the world', 'TRI', ['C2', 'C3'], trip('WORLD'), [7800, 3000], 10800],
    ['a flat, one claim', 'HSI', all, home('APT', 95, 1, 'NO'), [11875, 2375, 3000, 5000], 22250],
    ['a flat without assistance', 'HSI', ['C1', 'C2', 'C3'], home('APT', 95, 1, 'NO'), [11875, 2375, 3000], 17250],
    ['a flat, two claims', 'HSI', all, home('APT', 95, 2, 'NO'), [14844, 2969, 3750, 6250], 27813],
    ['a house by the river', 'HSI', all, home('HOUSE', 100, 3, 'YES'), [28125, 8438, 5625, 9375], 51563],
    ['a farm without claims', 'FAI', all, farm(0), [1000, 2000, 3000, 4000], 10000],
    ['a farm, two claims', 'FAI', all, farm(2), [1000, 2000, 3000, 4000], 10000],
    ['a farm, three claims', 'FAI', all, farm(3), [2000, 4000, 6000, 8000], 20000],
    ['a car, two claims', 'CAR', ['C1'], { NUM_OF_CLAIM: 2 }, [10000], 10000],
    ['a car, three claims', 'CAR', ['C1'], { NUM_OF_CLAIM: 3 }, [15000], 15000],
  ])('%s', (_, code, covers, answers, expected, sum) => {
    expect(prices(code, covers, answers)).toEqual(expected)
    expect(total(prices(code, covers, answers))).toBe(sum)
  })

  test('a cover MUST cost the same whatever else is sold with it', () => {
    for (const code of all)
      expect(prices('HSI', [code], home('HOUSE', 77, 2, 'YES'))).toEqual([
        prices('HSI', all, home('HOUSE', 77, 2, 'YES'))[all.indexOf(code)],
      ])
  })
})

describe('the interpreter of tariffs', () => {
  const none: Answers = new Map()
  const priceOf = (tariff: Tariff, answers: Answers = none) => priceCovers(tariff, ['C'], answers).get('C')

  test('every markup MUST round each cover to cents, half to even, before the next', () => {
    // 0.05 × 0.5 = 0.025 → 0.02, × 1.5 = 0.03; rounding once at the end would give 0.04.
    const markups = [{ factor: '0.5' }, { factor: '1.5' }]
    expect(priceOf({ basePrices: [{ cover: 'C', price: '0.05' }], markups })).toBe(3)
    expect(priceOf({ basePrices: [{ cover: 'C', price: '0.07' }], markups: [{ factor: '0.5' }] })).toBe(4)
  })

  test('a base price finer than cents MUST stay exact until the first markup', () => {
    const basePrices = [{ cover: 'C', price: '0.004' }]
    expect(priceOf({ basePrices, markups: [] })).toBe(0)
    expect(priceOf({ basePrices, markups: [{ factor: '3' }] })).toBe(1)
  })

  test('large amounts MUST stay exact to the cent', () => {
    const basePrices = [{ cover: 'C', price: { product: [{ answer: 'N' }, '123456.78'] } }]
    expect(priceOf({ basePrices, markups: [] }, new Map([['N', 1_000_000]]))).toBe(12_345_678_000_000)
  })

  test('the first base price that matches and holds MUST win, and none MUST cost nothing', () => {
    const basePrices = [
      { cover: 'OTHER', price: '9' },
      { cover: 'C', when: { answer: 'N', above: 5 }, price: '3' },
      { cover: 'C', when: { answer: 'N', above: 2 }, price: '2' },
      { cover: 'C', when: { answer: 'N', above: 1 }, price: '1' },
    ]
    const at = (n: number) => priceOf({ basePrices, markups: [] }, new Map([['N', n]]))
    expect([at(6), at(5), at(2), at(1)]).toEqual([300, 200, 100, 0])
  })

  test('conditions MUST combine with all, any and not', () => {
    const yes = { answer: 'A', is: 'yes' }
    const no = { answer: 'A', is: 'no' }
    const doubled = (when: Tariff['markups'][number]['when']) =>
      priceOf(
        { basePrices: [{ cover: 'C', price: '1' }], markups: [{ when, factor: '2' }] },
        new Map([['A', 'yes']]),
      ) === 200
    expect(doubled({ all: [yes, { not: no }] })).toBe(true)
    expect(doubled({ all: [yes, no] })).toBe(false)
    expect(doubled({ any: [no, yes] })).toBe(true)
    expect(doubled({ any: [] })).toBe(false)
  })

  test('a tariff that asks for what was never answered MUST fail loudly instead of guessing', () => {
    const basePrices = [{ cover: 'C', price: { answer: 'AREA' } }]
    expect(() => priceOf({ basePrices, markups: [] })).toThrow('AREA')
  })

  test('a tariff MUST survive JSON unchanged', () => {
    for (const product of demoProducts) expect(JSON.parse(JSON.stringify(product))).toEqual(product)
  })
})
