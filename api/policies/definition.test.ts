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
    'tariff.basePrices[0].cover names C9, which is no cover',
  ],
  [
    'an unknown question',
    { basePrices: [{ cover: 'C1', price: { answer: 'AGE' } }], markups: [] },
    'tariff.basePrices[0].price names AGE, which is no NUMERIC question',
  ],
  [
    'an unknown choice, however deep',
    { basePrices: [], markups: [{ factor: '2', when: { not: { all: [{ answer: 'DESTINATION', is: 'MARS' }] } } }] },
    'tariff.markups[0].when.not.all[0] names MARS, which is no choice of DESTINATION',
  ],
  [
    'a choice used as a number',
    { basePrices: [{ cover: 'C1', price: { answer: 'DESTINATION' } }], markups: [] },
    'tariff.basePrices[0].price names DESTINATION, which is no NUMERIC question',
  ],
  [
    'a number where exact text belongs',
    { basePrices: [], markups: [{ factor: 1.5 }] },
    'tariff.markups[0].factor must be a decimal as text',
  ],
  [
    'a negative price',
    { basePrices: [{ cover: 'C1', price: '-1' }], markups: [] },
    'basePrices[0].price must be a decimal as text',
  ],
  [
    'several mistakes, each',
    {
      basePrices: [{ cover: 'C1', price: { sum: ['x', { if: {}, yes: '1', no: 2 }] } }],
      markups: [],
    },
    'tariff.basePrices[0].price.sum[0] must be a decimal as text, like "1.50"; tariff.basePrices[0].price.sum[1].if.answer must be text',
  ],
  ['no markups', { basePrices: [] }, 'tariff.markups must be a list'],
])('a tariff with %s MUST be refused by name', (_, tariff, message) => {
  expect(() => readProduct('TRI', { ...stored('TRI'), tariff })).toThrow(message)
})

test.each([
  [{ name: 5 }, 'Product TRI: name must be text.'],
  [{ maxNumberOfInsured: 1.5 }, 'maxNumberOfInsured must be a whole number'],
  [{ insured: ['DESTINATION'] }, 'insured[0] names DESTINATION, which is no NUMERIC question'],
  [{ questions: [{ code: 'A', index: 1, text: 'A?', type: 'TEXT' }] }, 'questions[0].type must be NUMERIC or CHOICE'],
  [{ name: 5, icon: null }, 'Product TRI: name must be text; icon must be text.'],
])('a product with %j MUST be refused by name', (change, message) => {
  expect(() => readProduct('TRI', { ...stored('TRI'), ...change })).toThrow(message)
})
