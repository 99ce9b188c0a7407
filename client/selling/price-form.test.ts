import { beforeAll, expect, test } from 'vitest'
import { loadAppTexts } from '../texts/texts.ts'
import { type Asked, firstValues, type PriceValues, priceLabel, toInput, validatePrice } from './price-form.ts'

beforeAll(loadAppTexts)

const product: Asked = {
  questions: [
    { code: 'TYP', type: 'CHOICE', text: 'Type', min: null, max: null },
    { code: 'AREA', type: 'NUMERIC', text: 'Area', min: 1, max: 1_000_000 },
  ],
  covers: [{ code: 'C1' }, { code: 'C2' }],
  insured: [],
  maxNumberOfInsured: 1,
}

test('a new form MUST include all covers, leave every question open and ask for a year', () => {
  const values = firstValues(product, null)
  expect(values.covers).toEqual({ C1: true, C2: true })
  expect(values.answers).toEqual({ TYP: '', AREA: '' })
  expect(Date.parse(values.policyTo ?? '') - Date.parse(values.policyFrom ?? '')).toBe(365 * 86_400_000)
})

test('what was entered before MUST come back, but only for questions the product still has', () => {
  const before = { answers: { AREA: 95, GONE: '1' }, covers: { C2: false } }
  const values = firstValues(product, before)
  expect(values.answers).toEqual({ TYP: '', AREA: 95 })
  expect(values.covers).toEqual({ C1: true, C2: false })
})

test('everything that is missing MUST be named by the path the server would use', () => {
  const values = { ...firstValues(product, null), policyFrom: '2026-06-10', policyTo: '2026-06-10' }
  expect(Object.keys(validatePrice(values, product, null))).toEqual(['policyTo', 'answers.TYP', 'answers.AREA'])
})

test('a cover MUST NOT begin in the past, unless the agent may sell such covers', () => {
  const values = { ...firstValues(product, { answers: { TYP: 'APT', AREA: 1 } }), policyFrom: '2026-06-09' }
  expect(validatePrice(values, product, '2026-06-10')).toEqual({ policyFrom: 'A policy cannot begin in the past.' })
  expect(validatePrice(values, product, '2026-06-09')).toEqual({})
  expect(validatePrice(values, product, null)).toEqual({})
})

test('a number outside its bounds MUST be refused with them, and the number of insured in the words of the questions', () => {
  const count = (code: string, text: string) => ({ code, type: 'NUMERIC' as const, text, min: 0, max: 1_000_000 })
  const journey: Asked = {
    questions: [count('A', 'Number of adults'), count('B', 'Number of children')],
    covers: [],
    insured: ['A', 'B'],
    maxNumberOfInsured: 10,
  }
  const wrong = (A: string | number, B: string | number) =>
    validatePrice({ ...firstValues(journey, null), answers: { A, B } }, journey, null)
  expect(wrong(9, 1)).toEqual({})
  expect(wrong(11, '1.5')).toEqual({
    'answers.A': 'Number of adults: enter a whole number from 0 to 10.',
    'answers.B': 'Number of children: enter a whole number from 0 to 10.',
  })
  const together = '“Number of adults” and “Number of children” together must be from 1 to 10, not'
  expect(wrong(9, 2)).toEqual({ 'answers.A': `${together} 11.` })
  expect(wrong(0, 0)).toEqual({ 'answers.A': `${together} 0.` })
  const area = { ...firstValues(product, { answers: { TYP: 'APT', AREA: 0 } }) }
  expect(validatePrice(area, product, null)).toEqual({
    'answers.AREA': 'Area: enter a whole number from 1 to 1,000,000.',
  })
  expect(priceLabel('answers.A', journey)).toBe('“Number of adults”')
})

test('the input MUST carry texts, and only the covers that were left on', () => {
  const values: PriceValues = {
    policyFrom: '2026-06-01',
    policyTo: '2026-06-11',
    answers: { TYP: 'APT', AREA: 95 },
    covers: { C1: true, C2: false },
  }
  expect(toInput('HSI', values)).toEqual({
    productCode: 'HSI',
    policyFrom: '2026-06-01',
    policyTo: '2026-06-11',
    selectedCovers: ['C1'],
    answers: [
      { questionCode: 'TYP', value: 'APT' },
      { questionCode: 'AREA', value: '95' },
    ],
  })
})
