import { expect, test } from 'vitest'
import { firstValues, type PriceValues, toInput, validatePrice } from './price-form.ts'

const product = {
  questions: [
    { code: 'TYP', type: 'CHOICE' as const },
    { code: 'AREA', type: 'NUMERIC' as const },
  ],
  covers: [{ code: 'C1' }, { code: 'C2' }],
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
  const wrong = validatePrice({ ...firstValues(product, null), policyFrom: '2026-06-10', policyTo: '2026-06-10' })
  expect(Object.keys(wrong)).toEqual(['policyTo', 'answers.TYP', 'answers.AREA'])
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
