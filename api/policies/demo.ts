import type { Db } from '../db/db.ts'
import { centsOf } from '../lib/money.ts'
import type { Choice, Cover, Product, Question } from './product.ts'
import { insertMissingProducts } from './product-store.ts'
import type { Expression } from './tariff.ts'

// Products are data: the same text could be written into the table `product` by hand, without any code.

const cover = (code: string, name: string, terms: { optional?: boolean; euros?: number }): Cover => ({
  code,
  name,
  description: '',
  optional: terms.optional ?? false,
  sumInsured: terms.euros === undefined ? null : centsOf(terms.euros * 100),
})

const choice = (index: number, code: string, text: string, labels: Record<string, string>): Question => ({
  type: 'CHOICE',
  index,
  code,
  text,
  choices: Object.entries(labels).map(([choiceCode, label]): Choice => ({ code: choiceCode, label })),
})

const numeric = (index: number, code: string, text: string): Question => ({
  type: 'NUMERIC',
  index,
  code,
  text,
  min: 0,
  max: 1_000_000,
})

const area = (index: number): Question => ({
  type: 'NUMERIC',
  index,
  code: 'AREA',
  text: 'Area',
  min: 1,
  max: 1_000_000,
  unit: 'm²',
})

const claims = (index: number) => numeric(index, 'NUM_OF_CLAIM', 'Number of claims in last 5 years')

const adults: Expression = { answer: 'NUM_OF_ADULTS' }
const travellers: Expression = { sum: [adults, { answer: 'NUM_OF_CHILDREN' }] }

const travel: Product = {
  code: 'TRI',
  name: 'Safe Traveller',
  description: 'Travel insurance',
  icon: 'plane',
  maxNumberOfInsured: 10,
  insured: ['NUM_OF_ADULTS', 'NUM_OF_CHILDREN'],
  covers: [
    cover('C1', 'Luggage', { optional: true, euros: 5_000 }),
    cover('C2', 'Illness', { euros: 5_000 }),
    cover('C3', 'Assistance', { optional: true }),
  ],
  questions: [
    choice(1, 'DESTINATION', 'Destination', { EUR: 'Europe', WORLD: 'World', PL: 'Poland' }),
    numeric(2, 'NUM_OF_ADULTS', 'Number of adults'),
    numeric(3, 'NUM_OF_CHILDREN', 'Number of children'),
  ],
  tariff: {
    basePrices: [
      {
        cover: 'C1',
        price: { product: [adults, { if: { answer: 'DESTINATION', is: 'EUR' }, yes: '26', no: '34' }] },
      },
      { cover: 'C2', price: { product: [travellers, '26'] } },
      { cover: 'C3', price: { product: [travellers, '10'] } },
    ],
    markups: [{ when: { answer: 'DESTINATION', is: 'WORLD' }, factor: '1.5' }],
  },
}

const perSquareMetre = (price: string): Expression => ({ product: [{ answer: 'AREA' }, price] })

const house: Product = {
  code: 'HSI',
  name: 'Happy House',
  description: 'House insurance',
  icon: 'building',
  maxNumberOfInsured: 5,
  insured: [],
  covers: [
    cover('C1', 'Fire', { euros: 200_000 }),
    cover('C2', 'Flood', { euros: 100_000 }),
    cover('C3', 'Theft', { euros: 50_000 }),
    cover('C4', 'Assistance', { optional: true }),
  ],
  questions: [
    choice(1, 'TYP', 'Apartment / House', { APT: 'Apartment', HOUSE: 'House' }),
    area(2),
    claims(3),
    choice(4, 'FLOOD', 'Located in flood risk area', { YES: 'Yes', NO: 'No' }),
  ],
  tariff: {
    basePrices: [
      { cover: 'C1', when: { answer: 'TYP', is: 'APT' }, price: perSquareMetre('1.25') },
      { cover: 'C1', when: { answer: 'TYP', is: 'HOUSE' }, price: perSquareMetre('1.50') },
      { cover: 'C2', when: { answer: 'TYP', is: 'APT' }, price: perSquareMetre('0.25') },
      { cover: 'C2', when: { answer: 'TYP', is: 'HOUSE' }, price: perSquareMetre('0.45') },
      { cover: 'C3', price: '30' },
      { cover: 'C4', price: '50' },
    ],
    markups: [
      { when: { answer: 'FLOOD', is: 'YES' }, factor: '1.50' },
      { when: { answer: 'NUM_OF_CLAIM', above: 1 }, factor: '1.25' },
    ],
  },
}

const farm: Product = {
  code: 'FAI',
  name: 'Happy farm',
  description: 'Farm insurance',
  icon: 'apple',
  maxNumberOfInsured: 1,
  insured: [],
  covers: [
    cover('C1', 'Crops', { euros: 200_000 }),
    cover('C2', 'Flood', { euros: 100_000 }),
    cover('C3', 'Fire', { euros: 50_000 }),
    cover('C4', 'Equipment', { optional: true, euros: 300_000 }),
  ],
  questions: [choice(1, 'TYP', 'Cultivation type', { ZB: 'Crop', KW: 'Vegetable' }), area(2), claims(3)],
  tariff: {
    basePrices: [
      { cover: 'C1', price: '10' },
      { cover: 'C2', price: '20' },
      { cover: 'C3', price: '30' },
      { cover: 'C4', price: '40' },
    ],
    markups: [{ when: { answer: 'NUM_OF_CLAIM', above: 2 }, factor: '2' }],
  },
}

const car: Product = {
  code: 'CAR',
  name: 'Happy Driver',
  description: 'Car insurance',
  icon: 'car',
  maxNumberOfInsured: 1,
  insured: [],
  covers: [cover('C1', 'Assistance', { optional: true })],
  questions: [claims(3)],
  tariff: {
    basePrices: [{ cover: 'C1', price: '100' }],
    markups: [{ when: { answer: 'NUM_OF_CLAIM', above: 2 }, factor: '1.5' }],
  },
}

export const demoProducts: readonly Product[] = [travel, house, farm, car]

/** Puts in the demo products that are missing; one that somebody changed stays as it is. */
export async function seedProducts(db: Db): Promise<void> {
  await insertMissingProducts(db.sql, demoProducts)
}
