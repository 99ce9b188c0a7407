import { expect, test } from 'vitest'
import { readProduct } from './definition.ts'
import { demoProducts } from './demo.ts'

const stored = (code: string): Record<string, unknown> =>
  JSON.parse(JSON.stringify(demoProducts.find((product) => product.code === code)))

test('every demo product MUST be read back as it was written', () => {
  for (const product of demoProducts) expect(readProduct(product.code, stored(product.code))).toEqual(product)
})

test.each([
  [
    'an unknown cover',
    { basePrices: [{ cover: 'C9', price: '1' }], markups: [] },
    'basePrices[0]: there is no cover C9',
  ],
  ['an unknown question', { basePrices: [{ cover: 'C1', price: { answer: 'AGE' } }], markups: [] }, 'question AGE'],
  [
    'an unknown choice, however deep',
    { basePrices: [], markups: [{ factor: '2', when: { not: { all: [{ answer: 'DESTINATION', is: 'MARS' }] } } }] },
    'markups[0] when not all[0]: DESTINATION has no choice MARS',
  ],
  [
    'a choice used as a number',
    { basePrices: [{ cover: 'C1', price: { answer: 'DESTINATION' } }], markups: [] },
    'NUMERIC',
  ],
  ['a number where exact text belongs', { basePrices: [], markups: [{ factor: 1.5 }] }, 'decimal as text'],
  ['a negative price', { basePrices: [{ cover: 'C1', price: '-1' }], markups: [] }, 'decimal as text'],
  ['no markups', { basePrices: [] }, 'markups must be a list'],
])('a tariff with %s MUST be refused by name', (_, tariff, message) => {
  expect(() => readProduct('TRI', { ...stored('TRI'), tariff })).toThrow(message)
})

test.each([
  [{ name: 5 }, 'Product TRI name must be text'],
  [{ maxNumberOfInsured: 1.5 }, 'maxNumberOfInsured must be a whole number'],
  [{ insured: ['DESTINATION'] }, 'there is no NUMERIC question DESTINATION'],
  [{ questions: [{ code: 'A', index: 1, text: 'A?', type: 'TEXT' }] }, 'questions[0]: type must be NUMERIC or CHOICE'],
])('a product with %j MUST be refused by name', (change, message) => {
  expect(() => readProduct('TRI', { ...stored('TRI'), ...change })).toThrow(message)
})
